import { isDeepStrictEqual } from "node:util";
import { phaseOn } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { RosterStudent, Student } from "#domain/people/student.ts";
import { seating } from "#domain/people/student-groups.ts";
import { addDays } from "#domain/time/dates.ts";

/** How a file differs from the stored roster. `absent` counts stored students whom the file does not name. */
export interface RosterChanges {
  added: Student[];
  changed: Student[];
  unchanged: Student[];
  absent: number;
}

/** `today` is the import's school date; `newKey` is as `seating` takes it. */
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
  "preferredName",
  "track",
  "anchors",
  "begins",
  "society",
  "status",
  "societyAdvisorEmail",
] as const;

/** Compares a file with the stored roster. Students keep their keys; a new one is seated in a group of their cohort. */
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

// A new student begins in the phase of the day before: then a phase that begins today is entered, and announced.
const enrolled = (program: Program, row: RosterStudent, today: string, person: string): Student => {
  const { cimAccessCode: _, ...student } = row;
  const phase = phaseOn(program, row, addDays(today, -1));
  return { ...student, program: program.id, person, joinedOn: today, ...(phase === undefined ? {} : { phase }) };
};

const replaced = ({ person, program, joinedOn, phase }: Student, row: RosterStudent): Student => {
  const { cimAccessCode: _, ...student } = row;
  return { ...student, person, program, joinedOn, ...(phase === undefined ? {} : { phase }) };
};
