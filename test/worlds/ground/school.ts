import { Program } from "#domain/calendar/program.ts";
import type { RosterStudent } from "#domain/people/student.ts";
import { program as rules, student } from "../../domain/calendar/program.fixture.ts";
import type { Chance } from "./chance.ts";

type Rows = readonly RosterStudent[];

/** A change of the roster on a school date, of which staff upload the whole file. */
export interface RosterEdit {
  day: string;
  change: (rows: Rows) => Rows;
}

/** Of one student the roster has a word that nobody understands, until the office has asked, and lets them go. */
export interface Doubt {
  schoolId: string;
  from: string;
  until: string;
}

/** A small school in one spring: who is on its roster, and how that changes. */
export interface School {
  program: Program;
  /** School dates; the first is that of the first roster. */
  days: readonly string[];
  /** In the order of their days; the first is the first roster. */
  edits: readonly RosterEdit[];
  doubts: readonly Doubt[];
  /** Addresses for which SES refuses a whole call. */
  refused: readonly string[];
}

const MILESTONES = ["retake-cim-survey", "road-to-residency-2"];
const DAYS_IN_SIGHT = 38;

/** The default program's spring: a survey with its reminders, and a mail that only informs. */
const program = Program.parse({ ...rules, milestones: rules.milestones.filter(({ id }) => MILESTONES.includes(id)) });

/** Everybody's is another, so that a code that somebody else has can be told. */
export const codeOf = (nth: number): string => `CODE-${nth}-X`;

const letterOf = (nth: number): string => "abcdefghij".charAt(nth);

export const givenNameOf = (nth: number): string => `Given${letterOf(nth)}name`;

/** Half of them are asked for the survey in that year, the others get the mail that informs. */
const studentIn = (year: number, nth: number): RosterStudent =>
  student({
    schoolId: `N8#${nth}`,
    email: `mail.box.${nth}@students.example`,
    firstName: givenNameOf(nth),
    lastName: `Family${letterOf(nth)}name`,
    cimAccessCode: codeOf(nth),
    anchors: { matriculation: year - (nth % 2 === 0 ? 2 : 3), graduation: year + (nth % 2 === 0 ? 2 : 1) },
  });

const dateOf = (year: number, nth: number): string => new Date(Date.UTC(year, 2, 29 + nth)).toISOString().slice(0, 10);

/** Writes something else into one student's row. */
export const edited =
  (schoolId: string, change: Partial<RosterStudent>): RosterEdit["change"] =>
  (rows) =>
    rows.map((row) => (row.schoolId === schoolId ? { ...row, ...change } : row));

/** What a student's class can become: a fifth year, a year less, another track, or that of the other half. */
const classChange = (chance: Chance, { anchors }: RosterStudent): Partial<RosterStudent> => {
  const { matriculation, graduation } = anchors;
  return chance.pick([
    { anchors: { matriculation, graduation: graduation + 1 } },
    { anchors: { matriculation, graduation: graduation - 1 } },
    { track: "hst" },
    { anchors: { matriculation: matriculation + 1, graduation: graduation + 1 } },
    { anchors: { matriculation: matriculation - 1, graduation: graduation - 1 } },
  ]);
};

/** A change of one student's row on some day, half of the times taken back on a later one. */
const passing = (
  chance: Chance,
  days: readonly string[],
  { schoolId }: RosterStudent,
  [change, back]: readonly [Partial<RosterStudent>, Partial<RosterStudent>],
): RosterEdit[] => {
  const onDay = (from: number, to: number) => days[chance.int(from, to)] ?? "";
  const edits = [{ day: onDay(2, 25), change: edited(schoolId, change) }];
  return chance.is(0.5) ? [...edits, { day: onDay(26, 30), change: edited(schoolId, back) }] : edits;
};

/** Somebody goes on leave, and may come back; somebody changes their class; somebody joins late. */
const changesOf = (chance: Chance, year: number, students: Rows, days: readonly string[]): RosterEdit[] => {
  const someone = () => students[chance.int(0, students.length - 1)] ?? studentIn(year, 0);
  const edits: RosterEdit[] = [];
  if (chance.is(0.5)) edits.push(...passing(chance, days, someone(), [{ status: "leave" }, { status: "active" }]));
  if (chance.is(0.4)) {
    const one = someone();
    const { track, anchors } = one;
    const before = { track, anchors };
    edits.push(...passing(chance, days, one, [classChange(chance, one), before]));
  }
  const late = studentIn(year, students.length);
  if (chance.is(0.3)) edits.push({ day: days[chance.int(2, 25)] ?? "", change: (rows) => [...rows, late] });
  return edits.toSorted((one, other) => (one.day < other.day ? -1 : 1));
};

/** The school of one seed. */
export const schoolOf = (chance: Chance): School => {
  const year = chance.pick([2027, 2028]);
  const size = chance.int(3, 6);
  const students = Array.from({ length: size }, (_, nth) => studentIn(year, nth));
  const days = Array.from({ length: DAYS_IN_SIGHT }, (_, nth) => dateOf(year, nth));
  const first = { day: days[0] ?? "", change: () => students };
  const edits = [first, ...changesOf(chance, year, students, days)];
  const refused = chance.is(0.2) ? [students[chance.int(0, size - 1)]?.email ?? ""] : [];
  const doubts = students
    .filter(() => chance.is(0.15))
    .map(({ schoolId }) => ({ schoolId, from: days[chance.int(0, 20)] ?? "", until: days[chance.int(21, 30)] ?? "" }));
  return { program, days, edits, doubts, refused };
};
