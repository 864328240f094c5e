import { Program } from "#domain/program.ts";
import type { RosterStudent } from "#domain/student.ts";
import { program as rules, student } from "../domain/program.fixture.ts";
import type { Chance } from "./chance.ts";

/** A small school in one spring: who is on its roster, and how that changes. */
export interface School {
  program: Program;
  /** School dates; the first is that of the first roster. */
  days: readonly string[];
  /** Rosters by the school date on which they are uploaded. */
  rosters: ReadonlyMap<string, readonly RosterStudent[]>;
  /** Addresses for which SES refuses a whole call. */
  refused: readonly string[];
}

const MILESTONES = ["retake-cim-survey", "road-to-residency-2"];
const DAYS_IN_SIGHT = 38;

/** The default program's spring: a survey with its reminders, and a mail that only informs. */
const program = Program.parse({ ...rules, milestones: rules.milestones.filter(({ id }) => MILESTONES.includes(id)) });

/** Half of them are asked for the survey in that year, the others get the mail that informs. */
const studentIn = (year: number, nth: number): RosterStudent =>
  student({
    studentId: `N8#${nth}`,
    email: `mail.box.${nth}@students.example`,
    firstName: `Given${nth}Name`,
    lastName: `Family${nth}Name`,
    matriculationYear: year - (nth % 2 === 0 ? 2 : 3),
    graduationYear: year + (nth % 2 === 0 ? 2 : 1),
  });

const dateOf = (year: number, nth: number): string => new Date(Date.UTC(year, 2, 29 + nth)).toISOString().slice(0, 10);

/** Somebody goes on leave, and may come back; somebody joins late. */
const changed = (chance: Chance, students: readonly RosterStudent[], late: RosterStudent): RosterStudent[] => {
  const leaver = chance.int(0, students.length - 1);
  const left = students.map((one, nth) => (nth === leaver ? { ...one, status: "leave" as const } : one));
  return chance.is(0.5) ? [...left, late] : left;
};

/** The school of one seed. */
export const schoolOf = (chance: Chance): School => {
  const year = chance.pick([2027, 2028]);
  const size = chance.int(3, 6);
  const students = Array.from({ length: size }, (_, nth) => studentIn(year, nth));
  const days = Array.from({ length: DAYS_IN_SIGHT }, (_, nth) => dateOf(year, nth));
  const first = days[0] ?? "";
  const rosters = new Map<string, readonly RosterStudent[]>([[first, students]]);
  const second = changed(chance, students, studentIn(year, size));
  if (chance.is(0.5)) rosters.set(days[chance.int(3, 25)] ?? first, second);
  if (chance.is(0.3)) rosters.set(days[chance.int(26, 30)] ?? first, [...students, ...second.slice(size)]);
  const refused = chance.is(0.2) ? [students[chance.int(0, size - 1)]?.email ?? ""] : [];
  return { program, days, rosters, refused };
};
