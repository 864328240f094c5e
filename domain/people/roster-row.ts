import type { Anchor, Status } from "./enrollment.ts";
import type { RosterStudent } from "./student.ts";

/** What one row of a roster says of a student; what is absent it leaves as it is stored. */
export interface RosterRow {
  line: number;
  schoolId: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  preferredName?: string;
  /** A name whose parts nobody knows; absent where the row gives one of its parts. */
  fullName?: string;
  track?: string;
  anchors?: Partial<Record<Anchor, number>>;
  society?: string;
  societyAdvisorEmail?: string;
  cimAccessCode?: string;
  /** `means` is absent where nobody knows the word. */
  status?: { word: string; means?: Status };
  /** Of these, null takes away what is stored. */
  begins?: Record<string, string | null>;
  degree?: string | null;
  leaveFrom?: string | null;
  leaveUntil?: string | null;
  specialty?: string | null;
  site?: string | null;
  mailbox?: string | null;
  /** Columns whose value could not be read, and is left out: what is wrong with it, as a sentence of its own. */
  unread?: Record<string, string>;
}

/** A row without an id, or one that does not fit the columns, with what stands where its id should be, if anything. */
export type NamelessRow = Omit<RosterRow, "schoolId"> & { schoolId?: string };

/** What staff should look at in a row that is read all the same. `column` is empty where it is the whole row. */
export interface RosterWarning {
  line: number;
  column: string;
  message: string;
}

/** `years` is the normal length of a track. */
export interface RosterTrack {
  id: string;
  title?: string;
  years: number;
}

const NAMES = ["first_name", "last_name", "preferred_name", "full_name", "sortable_name"];

/** Days of phases without those that are taken away; undefined where none is left. */
export const daysOf = (begins: RosterRow["begins"]): Record<string, string> | undefined => {
  const days = Object.entries(begins ?? {}).flatMap(([phase, day]) => (day === null ? [] : [[phase, day]]));
  return days.length === 0 ? undefined : Object.fromEntries(days);
};

/** Makes a student of a row of somebody new, or says what is missing. One name is enough, even one that is unread. */
export const newStudent = (
  row: RosterRow,
  tracks: readonly RosterTrack[],
): { student: RosterStudent } | { missing: string[] } => {
  const { schoolId, email, fullName = "", firstName = fullName, lastName = "" } = row;
  const { preferredName, society = "" } = row;
  const begins = daysOf(row.begins);
  const track = tracks.find(({ id }) => id === row.track);
  const matriculation = row.anchors?.matriculation;
  const name =
    [firstName, lastName, preferredName].find(Boolean) ?? NAMES.map((column) => row.unread?.[column]).find(Boolean);
  if (email === undefined || name === undefined || track === undefined || matriculation === undefined) {
    const needs = Object.entries({ email, first_name: name, track, matriculation_year: matriculation });
    const missing = needs.flatMap(([column, value]) => (value === undefined ? [column] : []));
    return { missing: missing.map((column) => row.unread?.[column] ?? `${column} is missing for somebody new`) };
  }
  const anchors = { matriculation, graduation: row.anchors?.graduation ?? matriculation + track.years };
  const { societyAdvisorEmail, cimAccessCode, degree, leaveFrom, leaveUntil, specialty, site, mailbox } = row;
  const own = { degree, leaveFrom, leaveUntil, specialty, site, mailbox };
  const may = { preferredName, begins, societyAdvisorEmail, cimAccessCode, ...own };
  return {
    student: {
      ...{ schoolId, email, firstName, lastName, track: track.id, anchors, society },
      status: row.status?.means ?? "active",
      ...Object.fromEntries(Object.entries(may).filter(([, value]) => value !== undefined && value !== null)),
    },
  };
};

/** Rows as students, as if nothing were stored: of two rows with one id the first good one counts. */
export const studentsOf = (
  rows: readonly RosterRow[],
  tracks: readonly RosterTrack[],
): { students: RosterStudent[]; lineOf: Map<string, number>; rejected: { line: number; reason: string }[] } => {
  const lineOf = new Map<string, number>();
  const students: RosterStudent[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for (const row of rows) {
    const first = lineOf.get(row.schoolId);
    const read = newStudent(row, tracks);
    if ("missing" in read) rejected.push({ line: row.line, reason: read.missing.join("; ") });
    else if (row.status !== undefined && row.status.means === undefined)
      rejected.push({ line: row.line, reason: `status ${row.status.word} is no status that matchward knows` });
    else if (first !== undefined)
      rejected.push({ line: row.line, reason: `student_id is already on line ${first}, which counts` });
    else {
      lineOf.set(row.schoolId, row.line);
      students.push(read.student);
    }
  }
  return { students, lineOf, rejected };
};
