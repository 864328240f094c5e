import { Status } from "#domain/people/enrollment.ts";
import type { RosterStudent } from "#domain/people/student.ts";
import { addressFault, named, sendableAddress } from "./address.ts";

/** What the roster needs to know of a track: its id and its normal length in years. */
export interface RosterTrack {
  id: string;
  years: number;
}

/** Columns of the roster, in the order of the documentation; the two marked optional may be left out altogether. */
export const COLUMNS = [
  "student_id",
  "email",
  "first_name",
  "last_name",
  "track",
  "matriculation_year",
  "graduation_year",
  "society",
  "status",
  "society_advisor_email",
  "cim_access_code",
] as const;
type Column = (typeof COLUMNS)[number];
export const OPTIONAL_COLUMNS: readonly string[] = ["society_advisor_email", "cim_access_code"];

const LONGEST_TEXT = 300;
/** A name of 100 characters still fits into one line of a mail's header (RFC 5322: 998 bytes), whatever its script. */
const LONGEST: Partial<Record<Column, number>> = { student_id: 100, first_name: 100, last_name: 100 };
/** Columns that tell students apart or are typed off by them: what cannot be seen in these would make two of one. */
const AS_WRITTEN = new Set<Column>(["student_id", "cim_access_code"]);

const FIRST_MATRICULATION = 1990;
const LAST_MATRICULATION = 2100;
const MOST_YEARS = 12;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/**
 * Overrides, embeddings and isolates: they turn the text around them. The marks of direction do not, and are let in.
 */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;
const HIDDEN = /\p{Cf}/u;

const yearOf = (text: string): number | undefined => (/^\d{4}$/.test(text) ? Number(text) : undefined);

/** The number, or a sentence that says what is wrong. */
const matriculationOf = (text: string): number | string => {
  const year = yearOf(text);
  if (year !== undefined && year >= FIRST_MATRICULATION && year <= LAST_MATRICULATION) return year;
  return `matriculation_year must be a year from ${FIRST_MATRICULATION} to ${LAST_MATRICULATION}`;
};

const graduationOf = (
  text: string,
  matriculation: number | string,
  track: RosterTrack | undefined,
): number | string => {
  if (typeof matriculation === "string") return Number.NaN;
  if (text === "") return matriculation + (track?.years ?? Number.NaN);
  const year = yearOf(text);
  if (year === undefined) return "graduation_year must be a year, or empty for the track's normal length";
  if (year > matriculation && year <= matriculation + MOST_YEARS) return year;
  return `graduation_year must be 1 to ${MOST_YEARS} years after matriculation_year`;
};

const textFault = (column: Column, text: string): string | undefined => {
  if (text.includes("\ufffd")) return `${column} is not UTF-8 text; save the file as "CSV UTF-8"`;
  if (CONTROL.test(text)) return `${column} has a line break or another control character; write it on one line`;
  const [hidden] = (AS_WRITTEN.has(column) ? HIDDEN : TURNING).exec(text) ?? [];
  if (hidden !== undefined) return `${column} has the hidden character ${named(hidden)}; type it anew, without pasting`;
  const longest = LONGEST[column] ?? LONGEST_TEXT;
  return text.length > longest ? `${column} is longer than ${longest} characters; shorten it` : undefined;
};

const textFaults = (value: (column: Column) => string): string[] =>
  COLUMNS.flatMap((column) => textFault(column, value(column)) ?? []);

const missingFaults = (value: (column: Column) => string): string[] =>
  (["student_id", "first_name", "last_name"] as const)
    .filter((column) => value(column).replace(/[\p{Cf}\s]/gu, "") === "")
    .map((column) => `${column} is empty`);

const addressFaults = (value: (column: Column) => string): string[] => {
  const own = addressFault(value("email"));
  const advisor = value("society_advisor_email") === "" ? undefined : addressFault(value("society_advisor_email"));
  return [own && `email ${own}`, advisor && `society_advisor_email ${advisor}`].filter((fault) => fault !== undefined);
};

/**
 * Reads one row into a student, or says everything that is wrong with it. `value` gives the trimmed text of a column,
 * empty where there is none. An empty `graduation_year` means the track's normal length, an empty `status` `active`.
 */
export const readStudent = (
  value: (column: Column) => string,
  tracks: ReadonlyMap<string, RosterTrack>,
): { student: RosterStudent } | { faults: string[] } => {
  const track = tracks.get(value("track").toLowerCase());
  const matriculationYear = matriculationOf(value("matriculation_year"));
  const graduationYear = graduationOf(value("graduation_year"), matriculationYear, track);
  const status = Status.safeParse(value("status").toLowerCase() || "active");
  const faults = [...textFaults(value), ...missingFaults(value), ...addressFaults(value)];
  if (track === undefined) faults.push(`track must be one of ${[...tracks.keys()].join(", ")}`);
  faults.push(...[matriculationYear, graduationYear].filter((year) => typeof year === "string"));
  if (!status.success) faults.push(`status must be one of ${Status.options.join(", ")}, or empty for active`);
  if (faults.length > 0 || !status.success || track === undefined) return { faults };
  return {
    student: {
      schoolId: value("student_id"),
      email: sendableAddress(value("email")),
      firstName: value("first_name"),
      lastName: value("last_name"),
      track: track.id,
      anchors: { matriculation: Number(matriculationYear), graduation: Number(graduationYear) },
      society: value("society"),
      status: status.data,
      ...(value("society_advisor_email") && { societyAdvisorEmail: sendableAddress(value("society_advisor_email")) }),
      ...(value("cim_access_code") && { cimAccessCode: value("cim_access_code") }),
    },
  };
};
