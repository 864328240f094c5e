import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { peopleNamed } from "./find-person.ts";

export interface EvidenceNeeds {
  program: Program;
  roster: Pick<People, "all">;
  parts: Pick<Parts, "asOfNow" | "begin" | "verify">;
}

/** A line of a list: who, as it stands there, and the school date on which they did it. */
export interface ListedDeed {
  line: number;
  who: string;
  on: string;
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
  /** Verified or waived before: nothing to do. */
  settled: AskedPerson[];
  /** Lines that name nobody, or somebody of whom nothing was asked yet. */
  unknown: (ListedDeed & { why: string })[];
}

const newestFor = (program: Program, milestone: string, student: Student, today: string): Occurrence | undefined =>
  occurrencesFor(program, student)
    .filter((one) => one.milestone.id === milestone && one.opens <= today)
    .at(-1);

const latest = (deeds: readonly ListedDeed[]): ListedDeed | undefined =>
  deeds.toSorted((one, other) => (one.on < other.on ? 1 : -1))[0];

const placeOf = ({ part }: AskedPerson): "confirmed" | "untold" | "settled" => {
  if (part?.task?.state === "attested") return "confirmed";
  return isTaskSettled(part) ? "settled" : "untold";
};

const nobody = (): ListReading => ({ confirmed: [], untold: [], unlisted: [], early: [], settled: [], unknown: [] });

/** Holds a list against the records: who is in both, in one, too early, or nobody. Changes nothing. */
export const reconcile = async (
  { program, roster, parts }: EvidenceNeeds,
  { milestone, deeds }: { milestone: string; deeds: readonly ListedDeed[] },
  now: string,
): Promise<ListReading> => {
  const today = schoolDate(now, program.school.timeZone);
  const students = await roster.all();
  const told = nobody();
  const deedsOf = new Map<string, ListedDeed[]>();
  for (const deed of deeds) {
    const [found, ...more] = peopleNamed(students, deed.who);
    if (found === undefined || more.length > 0)
      told.unknown.push({ ...deed, why: found === undefined ? "nobody here" : "the address of several" });
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
    sort(told, { student, occurrence, part: read.get(student.person) }, deed);
  }
  return told;
};

const byStudent = (parts: readonly Part[]): Map<string, Part> => new Map(parts.map((part) => [part.student, part]));

const sort = (told: ListReading, asked: AskedPerson, deed: ListedDeed | undefined): void => {
  if (deed === undefined) {
    if (asked.part?.task?.state === "attested") told.unlisted.push(asked);
  } else if (deed.on < asked.occurrence.opens) told.early.push({ ...asked, on: deed.on });
  else told[placeOf(asked)].push(asked);
};

/**
 * Verifies the tasks of all who are in the list; answers how many that changed. Running twice changes nothing more. A
 * task that has not begun begins, so that its mails stop.
 */
export const takeEvidence = async (
  { parts }: EvidenceNeeds,
  { confirmed, untold }: ListReading,
  { by, at }: { by: string; at: string },
): Promise<number> => {
  let changed = 0;
  for (const { student, occurrence } of [...confirmed, ...untold]) {
    const part = partOf(student, occurrence);
    await parts.begin(part, at);
    if (await parts.verify(part, { source: "list", by, at })) changed += 1;
  }
  return changed;
};
