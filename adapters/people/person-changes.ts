import { type AddressNews, lesserThan } from "#domain/people/address.ts";
import type { Person } from "#domain/people/person.ts";
import type { Student } from "#domain/people/student.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { type Change, placeholder } from "../dynamodb/table.ts";
import type { HoldChange, People } from "./people.ts";
import { enrollmentIn, enrollmentItem, phaseIn } from "./person-item.ts";

const PEOPLE = PARTITIONS.people;

export const personKey = (schoolId: string) => ({ pk: PEOPLE.pk, sk: schoolId });

// News of the address that they have now, where nothing is known of that one, or less.
export const marking = (schoolId: string, news: AddressNews): Change => {
  const lesser = lesserThan(news.state);
  return {
    key: personKey(schoolId),
    set: { address: news },
    condition: {
      text:
        "#email = :email AND (attribute_not_exists(#address) OR #address.#email <> :email" +
        `${lesser.map((state) => ` OR #address.#state = :${state}`).join("")})`,
      names: ["email", ...(lesser.length > 0 ? ["state"] : [])],
      values: { email: news.email, ...Object.fromEntries(lesser.map((state) => [state, state])) },
    },
  };
};

export const holding = ({ held, seen, released, backOn }: HoldChange): Omit<Change, "key"> => ({
  set: { ...(held && { held }), ...(released && { released }), ...(backOn && { backOn }) },
  remove: held === undefined ? ["held"] : [],
  condition:
    seen === undefined
      ? { text: "attribute_exists(pk) AND attribute_not_exists(#held)", names: ["held"], values: {} }
      : { text: "#held.#evidence = :seen", names: ["held", "evidence"], values: { seen } },
});

export const called = (ownName: Person["ownName"]): Omit<Change, "key"> => ({
  ...(ownName === undefined ? { remove: ["ownName"] } : { set: { ownName } }),
  condition: { text: "attribute_exists(pk)", names: [], values: {} },
});

/**
 * What who stays has of who turned out to be them: all ids, the day on which the first of both joined, and what they
 * asked to be called.
 */
export const mergedFrom = (
  gone: Person,
  stays: Person,
): Pick<Person, "joinedOn" | "ownName"> & { aliases: string[] } => {
  const ids = new Set([...(stays.aliases ?? []), gone.schoolId, ...(gone.aliases ?? [])]);
  return {
    aliases: [...ids].filter((id) => id !== stays.schoolId),
    joinedOn: gone.joinedOn < stays.joinedOn ? gone.joinedOn : stays.joinedOn,
    ...(stays.ownName === undefined && gone.ownName !== undefined && { ownName: gone.ownName }),
  };
};

// A person is moved who is enrolled and still in the phase that the move starts from.
export const moving = (
  program: string,
  { from, phase, at }: Parameters<People["enterPhase"]>[1],
): Omit<Change, "key"> => {
  const [enrollment, current] = [enrollmentIn(program), phaseIn(program)];
  const [isEnrolled, stands] = [`attribute_exists(#${placeholder(enrollment)})`, `#${placeholder(current)}`];
  return {
    set: { [current]: { phase, phaseEnteredAt: at } },
    condition:
      from === undefined
        ? { text: `${isEnrolled} AND attribute_not_exists(${stands})`, names: [enrollment, current], values: {} }
        : { text: `${stands}.#phase = :from`, names: [current, "phase"], values: { from } },
  };
};

// What else came along, e.g. an access code of a roster's row, is not kept. Key and joining day stay as first written,
// so that two imports at once agree on them; news of the address is not theirs.
export const ofStudent = (student: Omit<Student, "program">, program: string): Omit<Change, "key"> => {
  const { person, joinedOn, phase, held, released, aliases } = student;
  const own = ownOf(student);
  return {
    set: {
      ...own.set,
      [enrollmentIn(program)]: enrollmentItem(student),
    },
    first: {
      ...{ person, joinedOn, roles: [] },
      ...decidedOf({ held, released, aliases }),
      ...(phase === undefined ? {} : { [phaseIn(program)]: { phase } }),
    },
    remove: [...own.remove, "removed"],
  };
};

export const ofPerson = (given: Person): Omit<Change, "key"> => {
  const { person, joinedOn, roles } = given;
  const { set, remove } = ownOf(given);
  return { set: { ...set, roles }, first: { person, joinedOn, ...decidedOf(given) }, remove };
};

// What is decided of somebody, or waits for it.
const decidedOf = ({ held, released, aliases }: Pick<Person, "held" | "released" | "aliases">) => ({
  ...(held && { held }),
  ...(released && { released }),
  ...(aliases && { aliases }),
});

const NOTHING_LEFT = [
  ...["preferredName", "ownName", "societyAdvisorEmail", "specialty", "site", "mailbox"],
  ...["address", "held", "released", "backOn"],
];

/** What is left of somebody who is forgotten: their number and other numbers, and their class in the program. */
export const erasing = (
  program: string,
  { track, anchors }: { track: string; anchors: Student["anchors"] },
  { at, key }: { at: string; key: string },
): Omit<Change, "key"> => ({
  set: {
    ...PEOPLE.stamp,
    ...{ person: key, firstName: "", lastName: "", email: "", society: "", roles: [] },
    removed: { at, why: "erased" },
    [enrollmentIn(program)]: { track, anchors, status: "graduated" },
  },
  remove: [...NOTHING_LEFT, phaseIn(program)],
});

/** The same as a store in memory keeps it. */
export const leftOf = ({ schoolId, joinedOn, aliases }: Person, { at, key }: { at: string; key: string }): Person => ({
  ...{ schoolId, joinedOn, ...(aliases && { aliases }) },
  ...{ person: key, firstName: "", lastName: "", email: "", society: "", roles: [] },
  removed: { at, why: "erased" },
});

// What the school says of somebody: the attributes that it gives, and those that it does not.
const ownOf = ({ schoolId, email, firstName, lastName, backOn, ...may }: Omit<Person, "roles">) => {
  const { preferredName, society, societyAdvisorEmail, specialty, site, mailbox } = may;
  const said = Object.entries({ preferredName, society, societyAdvisorEmail, specialty, site, mailbox });
  return {
    set: {
      ...PEOPLE.stamp,
      ...{ schoolId, email, firstName, lastName, ...(backOn && { backOn }) },
      ...Object.fromEntries(said.filter(([, value]) => value !== undefined)),
    },
    remove: said.filter(([, value]) => value === undefined).map(([name]) => name),
  };
};
