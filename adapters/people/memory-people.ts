import * as z from "zod/mini";
import { isSameMailbox, lesserThan } from "#domain/people/address.ts";
import { Person } from "#domain/people/person.ts";
import { Addressee, Enrolled } from "#domain/people/student.ts";
import { frozen } from "../dynamodb/frozen.ts";
import type { Watch } from "../dynamodb/watch.ts";
import type { People } from "./people.ts";
import { leftOf, mergedFrom } from "./person-changes.ts";
import { courseOf, StoredStudent } from "./person-item.ts";

/** A student, and as each reader gets them: worked out once a write, and shared, since nobody can change it. */
interface View {
  student: StoredStudent;
  enrolled: Enrolled;
  addressee: Addressee;
}

type KeptEnrollment = ReturnType<typeof courseOf> & Pick<StoredStudent, "phase" | "phaseEnteredAt">;

/** Somebody, with their course through each program, and each as its readers get it once it was asked for. */
interface Kept {
  person: Person;
  courses: Record<string, KeptEnrollment>;
  views: Map<string, View>;
}

type Watched = Watch<StoredStudent>;

/** The people of a school in memory, as each program sees them. What was read can change nothing of what is stored. */
export const memoryPeople = (watch: Watched = () => {}): ((program: string) => People) => {
  const people = new Map<string, Kept>();
  return (program) => ofProgram(people, program, watch);
};

const ofProgram = (people: Map<string, Kept>, program: string, watch: Watched): People => {
  const viewOf = (kept: Kept | undefined) => kept && viewIn(kept, program);
  const sorted = () => [...people.values()].flatMap((kept) => viewOf(kept) ?? []).toSorted(byIdBytes);
  const put: Put = (person, courses = {}) => {
    const before = viewOf(people.get(person.schoolId));
    const kept = { person: frozen(structuredClone(person)), courses: structuredClone(courses), views: new Map() };
    people.set(person.schoolId, kept);
    const after = viewOf(kept);
    if (after) watch(before?.student, after.student);
  };
  return {
    all: async (which) => sorted().flatMap((view) => (which || isThere(view) ? view.student : [])),

    enrolled: async () => sorted().flatMap((view) => (isThere(view) ? view.enrolled : [])),

    heldOrFailed: async () =>
      sorted().flatMap((view) => (isThere(view) && (view.student.held || view.student.address) ? view.student : [])),

    some: async (schoolIds) =>
      [...new Set(schoolIds)].flatMap((id) => {
        const view = viewOf(people.get(id));
        return view && isThere(view) ? view.addressee : [];
      }),

    person: async (schoolId) => people.get(schoolId)?.person,

    ...rosterWrites(people, program, put),
    ...decisions(people, put),
    ...otherWrites(people, program, put),
  };
};

const isThere = ({ student }: View): boolean => student.removed === undefined;

const Own = z.omit(Person, { roles: true });

type Put = (person: Person, courses?: Kept["courses"]) => void;

const rosterWrites = (people: Map<string, Kept>, program: string, put: Put): Pick<People, "save" | "savePerson"> => ({
  save: async (student) => {
    const before = people.get(student.schoolId);
    const { address: _, removed: __, ownName: ___, ...own } = Own.parse(student);
    const { phase } = student;
    const { phase: was, phaseEnteredAt } = before?.courses[program] ?? {};
    const moved = { ...(phase && { phase }), ...(was && { phase: was }), ...(phaseEnteredAt && { phaseEnteredAt }) };
    const course = { ...moved, ...courseOf(student) };
    put({ roles: [], ...own, ...(before && keptOf(before)) }, { ...before?.courses, [program]: course });
  },

  savePerson: async ({ address: _, ownName: __, ...person }) => {
    const before = people.get(person.schoolId);
    put({ ...person, ...(before && keptOf(before)), roles: person.roles }, before?.courses);
  },
});

const decisions = (people: Map<string, Kept>, put: Put): Pick<People, "hold" | "remove" | "move" | "merge"> => ({
  hold: async (schoolId, { held, seen, released, backOn }) => {
    const { person, courses } = people.get(schoolId) ?? {};
    if (person === undefined || person.held?.evidence !== seen) return false;
    const { held: _, ...rest } = person;
    put({ ...rest, ...(held && { held }), ...(released && { released }), ...(backOn && { backOn }) }, courses);
    return true;
  },

  remove: async (schoolId, removed) => {
    const { person, courses } = people.get(schoolId) ?? {};
    if (person !== undefined) put({ ...person, removed }, courses);
    return person !== undefined;
  },

  merge: async (from, into, at) => {
    const [gone, stays] = [people.get(from), people.get(into)];
    if (gone === undefined || stays === undefined || stays.person.removed) return false;
    put({ ...stays.person, ...mergedFrom(gone.person, stays.person) }, stays.courses);
    put({ ...gone.person, removed: { at, why: "moved" } }, gone.courses);
    return true;
  },

  move: async (from, to, at) => {
    const { person, courses } = people.get(from) ?? {};
    const taken = people.get(to)?.person;
    if (person === undefined || (person.removed && person.removed.why !== "moved")) return false;
    if (taken !== undefined && taken.removed === undefined) return taken.person === person.person;
    const { removed: _, aliases = [], ...stays } = person;
    put({ ...person, removed: { at, why: "moved" } }, courses);
    const known = [...new Set([...aliases, from])].filter((id) => id !== to);
    put({ ...stays, schoolId: to, aliases: known }, courses);
    return true;
  },
});

const otherWrites = (
  people: Map<string, Kept>,
  program: string,
  put: Put,
): Pick<People, "enterPhase" | "callThemselves" | "markAddress" | "forgetAddress" | "erase" | "isElsewhere"> => ({
  callThemselves: async (schoolId, ownName) => {
    const { person, courses } = people.get(schoolId) ?? {};
    if (person === undefined) return;
    const { ownName: _, ...rest } = person;
    put({ ...rest, ...(ownName && { ownName }) }, courses);
  },

  isElsewhere: async (schoolId) => Object.keys(people.get(schoolId)?.courses ?? {}).some((one) => one !== program),

  erase: async (schoolId, { at, key }) => {
    const { person, courses = {} } = people.get(schoolId) ?? {};
    const course = courses[program];
    if (person === undefined || course === undefined) return "gone";
    if (Object.keys(courses).length > 1) return "elsewhere";
    const { track, anchors } = course;
    put(leftOf(person, { at, key }), { [program]: courseOf({ track, anchors, status: "graduated" }) });
    return "erased";
  },

  enterPhase: async (schoolId, { from, phase, at }) => {
    const { person, courses } = people.get(schoolId) ?? {};
    const course = courses?.[program];
    if (!person || !course || course.phase !== from) return false;
    put(person, { ...courses, [program]: { ...course, phase, phaseEnteredAt: at } });
    return true;
  },

  markAddress: async (schoolId, news) => {
    const { person, courses } = people.get(schoolId) ?? {};
    if (person === undefined || !isSameMailbox(person.email, news.email)) return false;
    const known = person.address?.email === person.email ? person.address.state : undefined;
    if (known === undefined || lesserThan(news.state).includes(known)) {
      put({ ...person, address: { ...news, email: person.email } }, courses);
    }
    return true;
  },

  forgetAddress: async (schoolId, email) => {
    const { person, courses } = people.get(schoolId) ?? {};
    if (person?.address?.email !== email) return;
    const { address: _, ...rest } = person;
    put(rest, courses);
  },
});

const viewIn = ({ person, courses, views }: Kept, program: string): View | undefined => {
  const known = views.get(program);
  const course = courses[program];
  if (known !== undefined || course === undefined) return known;
  const student = StoredStudent.parse({ ...person, ...course, program });
  const view = frozen({ student, enrolled: Enrolled.parse(student), addressee: Addressee.parse(student) });
  views.set(program, view);
  return view;
};

// What a second write leaves alone: who the person is, what they are to the school, what SES told and staff decided.
const keptOf = ({ person: { person, joinedOn, roles, address, ownName, held, released, aliases } }: Kept) => ({
  ...{ person, joinedOn, roles },
  ...(address === undefined ? {} : { address }),
  ...(ownName === undefined ? {} : { ownName }),
  ...(held === undefined ? {} : { held }),
  ...(released === undefined ? {} : { released }),
  ...(aliases === undefined ? {} : { aliases }),
});

// The table sorts its keys by their UTF-8 bytes, which is not how JavaScript compares strings.
const byIdBytes = (one: View, other: View): number =>
  Buffer.compare(Buffer.from(one.student.schoolId), Buffer.from(other.student.schoolId));
