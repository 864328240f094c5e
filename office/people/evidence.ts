import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import { firstStateOf, leadsTo } from "#domain/parts/task-states.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { IN_CALENDAR, suggest } from "#files/did-you-mean.ts";
import { peopleNamed } from "./find-person.ts";

export interface EvidenceNeeds {
  program: Program;
  people: Pick<People, "all">;
  parts: Pick<Parts, "asOfNow" | "begin" | "verify">;
}

/** A line of a list: who, as it stands there, and the school date on which they did it. */
export interface ListedDeed {
  line: number;
  who: string;
  on: string;
}

/**
 * A list as it came. `at`: ISO 8601 UTC. `by`: under what it verifies, where it may have done so before, whole or in
 * part: whom it verified then is read as if it had not.
 */
export interface ListTold {
  at: string;
  by?: string;
}

/** Somebody who is asked, in the newest occurrence that opened for them. */
export interface AskedPerson {
  student: Student;
  occurrence: Occurrence;
  part: Part | undefined;
}

/** What a list and the records say of each other. */
export interface ListReading {
  /** In both: the list verifies their word. */
  confirmed: AskedPerson[];
  /** In the list alone: it verifies what they forgot to tell. */
  untold: AskedPerson[];
  /** In the records alone: their word stands, and nobody else bears it out. */
  unlisted: AskedPerson[];
  /** In the list, on a day before this occurrence opened: that counts for no task. */
  early: (AskedPerson & { on: string })[];
  /** Verified or waived before this list: nothing to do. */
  settled: AskedPerson[];
  /** In the list, and somebody took their task back after it came: what they said then stands. */
  reopened: AskedPerson[];
  /** Lines that name nobody, somebody of whom nothing was asked yet, or a day to come. */
  unknown: (ListedDeed & { why: string })[];
}

/** Why no list can be evidence of a milestone; undefined where one can. It names what was probably meant, and all. */
export const whyNoEvidence = (program: Program, milestone: string): string | undefined => {
  const asking = program.milestones.flatMap(({ id, ask }) => (ask === undefined ? [] : [{ id, type: ask.type }]));
  const listed = asking.filter(({ type }) =>
    leadsTo(type, { from: firstStateOf(type), to: "verified", by: "witness" }),
  );
  const known = listed.map(({ id }) => id);
  if (known.includes(milestone)) return undefined;
  const isAsked = asking.some(({ id }) => id === milestone);
  const why = isAsked ? `No list shows what ${milestone} asks.` : `The program asks nothing in ${milestone}.`;
  if (known.length === 0) return `${why} No list can show what it asks.`;
  return `${why} ${isAsked ? `Lists can show: ${known.join(", ")}.` : suggest(milestone, known, IN_CALENDAR)}`;
};

const newestFor = (program: Program, milestone: string, student: Student, today: string): Occurrence | undefined =>
  occurrencesFor(program, student)
    .filter((one) => one.milestone.id === milestone && one.opens <= today)
    .at(-1);

const latest = (deeds: readonly ListedDeed[]): ListedDeed | undefined =>
  deeds.toSorted((one, other) => (one.on < other.on ? 1 : -1))[0];

const isVerifiedBy = (part: Part | undefined, { by, at }: ListTold): boolean => {
  const verified = part?.task?.state === "verified" ? part.task.evidence.verified : undefined;
  return verified?.source === "list" && verified.by === by && verified.at === at;
};

const placeOf = ({ part }: AskedPerson, list: ListTold): "confirmed" | "untold" | "settled" | "reopened" => {
  const task = part?.task;
  if (task?.state === "attested") return "confirmed";
  if (isVerifiedBy(part, list)) return task?.evidence.attested === undefined ? "untold" : "confirmed";
  if (isTaskSettled(part)) return "settled";
  return part !== undefined && part.revision > 0 && task !== undefined && task.at > list.at ? "reopened" : "untold";
};

/** What a list says in which nobody is. */
export const nobodyListed = (): ListReading => ({
  ...{ confirmed: [], untold: [], unlisted: [], early: [] },
  ...{ settled: [], reopened: [], unknown: [] },
});

/** Holds a list against the records: who is in both, in one, too early, or nobody. Changes nothing. */
export const reconcile = async (
  { program, people, parts }: EvidenceNeeds,
  { milestone, deeds }: { milestone: string; deeds: readonly ListedDeed[] },
  list: ListTold,
): Promise<ListReading> => {
  const today = schoolDate(list.at, program.school.timeZone);
  const students = await people.all();
  const told = nobodyListed();
  const deedsOf = new Map<string, ListedDeed[]>();
  for (const deed of deeds) {
    const [found, ...more] = peopleNamed(students, deed.who);
    if (found === undefined || more.length > 0)
      told.unknown.push({ ...deed, why: found === undefined ? "nobody here" : "the address of several" });
    else if (deed.on > today) told.unknown.push({ ...deed, why: `${deed.on} is a day that has not come` });
    else deedsOf.set(found.person, [...(deedsOf.get(found.person) ?? []), deed]);
  }
  const known = new Map<string, Map<string, Part>>();
  for (const student of students) {
    const deed = latest(deedsOf.get(student.person) ?? []);
    const occurrence = newestFor(program, milestone, student, today);
    if (occurrence === undefined) {
      if (deed !== undefined) told.unknown.push({ ...deed, why: "nothing was asked of them yet" });
      continue;
    }
    const read = known.get(occurrence.id) ?? byStudent(await parts.asOfNow(occurrence.id));
    known.set(occurrence.id, read);
    sort(told, { student, occurrence, part: read.get(student.person) }, deed, list);
  }
  return told;
};

const byStudent = (parts: readonly Part[]): Map<string, Part> => new Map(parts.map((part) => [part.student, part]));

const sort = (told: ListReading, asked: AskedPerson, deed: ListedDeed | undefined, list: ListTold): void => {
  if (deed === undefined) {
    if (asked.part?.task?.state === "attested") told.unlisted.push(asked);
  } else if (deed.on < asked.occurrence.opens) told.early.push({ ...asked, on: deed.on });
  else told[placeOf(asked, list)].push(asked);
};

/**
 * Verifies the tasks of all who are in the list; answers how many that changed. Running twice changes nothing more. A
 * task that has not begun begins, so that its mails stop.
 */
export const takeEvidence = async (
  { parts }: EvidenceNeeds,
  { confirmed, untold }: ListReading,
  { by, at }: Required<ListTold>,
): Promise<number> => {
  let changed = 0;
  for (const { student, occurrence } of [...confirmed, ...untold]) {
    const part = partOf(student, occurrence);
    await parts.begin(part, at);
    if (await parts.verify(part, { source: "list", by, at })) changed += 1;
  }
  return changed;
};
