import { FIRST_NAMES, LAST_NAMES } from "./names.ts";

/** One row of a roster CSV, by column name. */
export interface SampleRow {
  student_id: string;
  email: string;
  first_name: string;
  last_name: string;
  track: "pathways" | "hst";
  matriculation_year: string;
  graduation_year: string;
  society: string;
  status: "active" | "leave";
  society_advisor_email: string;
  cim_access_code: string;
}

/** One row of an answers CSV. */
export interface AnswerRow {
  at: string;
  student_id: string;
  /** A milestone's id, or `session:<id>`. */
  milestone: string;
  /** To an invitation. */
  answer: "" | "yes" | "no";
  guests: string;
}

export interface SampleSchool {
  roster: SampleRow[];
  /** Arrives weeks after the others: a second upload. */
  lateJoiner: SampleRow[];
  answers: AnswerRow[];
}

/** Random whole numbers below `limit`. */
export type Draw = (limit: number) => number;

const ENTERING_YEARS = [2023, 2024, 2025, 2026];
const CLASS = { pathways: 135, hst: 30 };
const YEARS = 4;
const SOCIETIES = { pathways: ["Alder", "Birch", "Cedar", "Rowan"], hst: ["Willow"] };
const CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/** How many of a hundred students answer a survey in the demonstration. */
const ANSWERING = 60;

/** Mulberry32: a small seeded generator, so that the same seed always makes the same school. */
export const seeded = (seed: number): Draw => {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
};

const pick = <T>(draw: Draw, from: readonly T[]): T => {
  const found = from[draw(from.length)];
  if (found === undefined) throw new Error("Cannot pick from an empty list.");
  return found;
};

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** A name as the local part of an address: ASCII letters only, accents dropped. */
const ascii = (name: string): string =>
  name
    .replaceAll("ø", "o")
    .normalize("NFD")
    .replaceAll(/[^a-z]/gi, "")
    .toLowerCase();

const freshAddress = (draw: Draw, taken: Set<string>): Pick<SampleRow, "first_name" | "last_name" | "email"> => {
  const first_name = pick(draw, FIRST_NAMES);
  const last_name = pick(draw, LAST_NAMES);
  const email = `${ascii(first_name)}.${ascii(last_name)}@students.example.edu`;
  if (taken.has(email)) return freshAddress(draw, taken);
  taken.add(email);
  return { first_name, last_name, email };
};

const enrol = (draw: Draw, taken: Set<string>, track: SampleRow["track"], year: number, number: number): SampleRow => {
  const society = pick(draw, SOCIETIES[track]);
  return {
    student_id: `${year}${String(number).padStart(4, "0")}`,
    ...freshAddress(draw, taken),
    track,
    matriculation_year: String(year),
    graduation_year: String(year + YEARS),
    society,
    status: "active",
    society_advisor_email: `${society.toLowerCase()}.advisor@example.edu`,
    cim_access_code: `CIM-${times(8, () => pick(draw, [...CODE_LETTERS])).join("")}`,
  };
};

const enrolClass = (draw: Draw, taken: Set<string>, year: number): SampleRow[] => [
  ...Array.from({ length: CLASS.pathways }, (_, i) => enrol(draw, taken, "pathways", year, i + 1)),
  ...Array.from({ length: CLASS.hst }, (_, i) => enrol(draw, taken, "hst", year, CLASS.pathways + i + 1)),
];

/** Students whose years are not the usual ones: by id, what differs. */
const UNUSUAL: Record<string, Partial<SampleRow>> = {
  // A fifth year moves graduation, and the road to residency with it, but not the clerkship year.
  "20230012": { graduation_year: "2028" },
  "20240047": { graduation_year: "2029" },
  "20250151": { graduation_year: "2030" },
  // On leave: no mail until they are back.
  "20230088": { status: "leave" },
  "20240019": { status: "leave" },
  "20240140": { status: "leave" },
  "20250063": { status: "leave" },
  "20260101": { status: "leave" },
  // The file leaves these out where the track's normal length holds.
  "20260007": { graduation_year: "" },
  "20260020": { cim_access_code: "", society_advisor_email: "" },
};

const entered =
  (year: string, track?: string) =>
  (row: SampleRow): boolean =>
    row.matriculation_year === year && (track === undefined || row.track === track);

/** The day a survey opens, a UTC instant, and for whom: used only to spread the demonstration's answers after it. */
const SURVEYS = [
  {
    milestone: "intro-cim-survey",
    opens: "2026-10-19T13:00:00Z",
    days: 28,
    of: (row: SampleRow) => row.track === "pathways" && row.matriculation_year === "2026",
  },
  {
    milestone: "retake-cim-survey",
    opens: "2027-04-01T13:00:00Z",
    days: 28,
    of: (row: SampleRow) => row.matriculation_year === "2025",
  },
  { milestone: "advising-preclerkship", opens: "2026-09-30T13:00:00Z", days: 170, of: entered("2026") },
  {
    milestone: "professional-development-week",
    opens: "2026-10-16T13:00:00Z",
    days: 30,
    of: entered("2026", "pathways"),
  },
  { milestone: "advising-post-pce", opens: "2026-10-15T13:00:00Z", days: 80, of: entered("2024", "pathways") },
  { milestone: "advising-post-pce", opens: "2027-03-15T13:00:00Z", days: 80, of: entered("2024", "hst") },
  { milestone: "advising-pce", opens: "2027-01-11T14:00:00Z", days: 190, of: entered("2025", "pathways") },
  { milestone: "residency-checklist", opens: "2027-01-22T14:00:00Z", days: 55, of: entered("2024") },
  { milestone: "hst-pce-advising", opens: "2027-03-22T13:00:00Z", days: 90, of: entered("2025", "hst") },
  { milestone: "post-match-survey", opens: "2027-03-29T13:00:00Z", days: 38, of: entered("2023") },
  { milestone: "society-career-selection-meeting", opens: "2027-04-22T13:00:00Z", days: 60, of: entered("2024") },
  { milestone: "specialty-career-selection-meeting", opens: "2027-04-29T13:00:00Z", days: 60, of: entered("2024") },
  { milestone: "mspe-checklist", opens: "2027-05-06T13:00:00Z", days: 55, of: entered("2024") },
  { milestone: "application-documents-workshop", opens: "2027-06-15T13:00:00Z", days: 45, of: entered("2024") },
];

const answerAt = (draw: Draw, opens: string, days: number): string => {
  // Most answer within the first days after a mail: the smaller of two draws.
  const minutes = Math.min(draw(days * 1440), draw(days * 1440)) + 1;
  return new Date(Date.parse(opens) + minutes * 60_000).toISOString().replace(".000Z", "Z");
};

const answersOf = (draw: Draw, roster: readonly SampleRow[]): AnswerRow[] =>
  SURVEYS.flatMap(({ milestone, opens, days, of }) =>
    roster
      .filter((row) => of(row) && row.status === "active" && draw(100) < ANSWERING)
      .map((row) => ({
        at: answerAt(draw, opens, days),
        student_id: row.student_id,
        milestone,
        answer: "" as const,
        guests: "",
      })),
  ).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.student_id < b.student_id ? -1 : 1));

/**
 * An invented medical school of four classes and two tracks: every name is chance, every address is at `example.edu`.
 * The same `seed` makes the same school.
 */
export const sampleSchool = (seed: number): SampleSchool => {
  const draw = seeded(seed);
  const taken = new Set<string>();
  const roster = ENTERING_YEARS.flatMap((year) => enrolClass(draw, taken, year)).map((row) => ({
    ...row,
    ...UNUSUAL[row.student_id],
  }));
  const lateJoiner = [enrol(draw, taken, "pathways", 2026, 901)];
  return { roster, lateJoiner, answers: answersOf(draw, roster) };
};
