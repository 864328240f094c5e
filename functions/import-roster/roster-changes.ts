import { isDeepStrictEqual } from "node:util";
import { phaseOn } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { RosterStudent, Student } from "#domain/people/student.ts";
import { seating } from "#domain/people/student-groups.ts";
import { addDays } from "#domain/time/dates.ts";

/** How a roster file differs from the roster that is stored. */
export interface RosterChanges {
  /** New students, as they are to be stored. */
  added: Student[];
  /** Students who are there already and of whom something is different now. */
  changed: Student[];
  unchanged: Student[];
  /** How many stored students the file does not name; they are left as they are. */
  absent: number;
}

/** What the comparison is told. `today` is the school date of the import; `newKey` as `seating` takes it. */
export interface Compared {
  program: Program;
  stored: readonly Student[];
  file: readonly RosterStudent[];
  today: string;
  newKey: () => string;
}

const FIELDS = [
  "email",
  "firstName",
  "lastName",
  "track",
  "anchors",
  "society",
  "status",
  "societyAdvisorEmail",
] as const;

/**
 * Compares a roster file with the stored roster. New students begin in the phase of the day before, so that a phase
 * that begins on the day of the import is entered, and announced, like any other. Who is there keeps their key; a new
 * student is seated in a group of their cohort.
 */
export const rosterChanges = ({ program, stored, file, today, newKey }: Compared): RosterChanges => {
  const known = new Map(stored.map((student) => [student.schoolId, student]));
  const seat = seating(stored, newKey);
  const changes: RosterChanges = { added: [], changed: [], unchanged: [], absent: 0 };
  for (const row of file) {
    const before = known.get(row.schoolId);
    known.delete(row.schoolId);
    if (before === undefined) changes.added.push(enrolled(program, row, today, seat(row)));
    else if (FIELDS.every((field) => isDeepStrictEqual(before[field], row[field]))) changes.unchanged.push(before);
    else changes.changed.push(replaced(before, row));
  }
  return { ...changes, absent: known.size };
};

const enrolled = (program: Program, row: RosterStudent, today: string, person: string): Student => {
  const { cimAccessCode: _, ...student } = row;
  const phase = phaseOn(program, row, addDays(today, -1));
  return { ...student, person, joinedOn: today, ...(phase === undefined ? {} : { phase }) };
};

const replaced = ({ person, joinedOn, phase }: Student, row: RosterStudent): Student => {
  const { cimAccessCode: _, ...student } = row;
  return { ...student, person, joinedOn, ...(phase === undefined ? {} : { phase }) };
};
