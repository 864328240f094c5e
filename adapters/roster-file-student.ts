import { domainToASCII } from "node:url";
import type { RosterStudent } from "#domain/student.ts";
import { Status } from "#domain/student.ts";

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
const LONGEST_ID = 100;
const FIRST_MATRICULATION = 1990;
const LAST_MATRICULATION = 2100;
const MOST_YEARS = 12;

const CONTROL = /\p{Cc}/u;
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/;
const ASCII = /^[\x20-\x7e]*$/;

/**
 * Says why an address cannot be mailed, or nothing. The part before the @ must be ASCII, which is all SES accepts; an
 * internationalized domain is fine. Limits of RFC 5321: 64 characters before the @, 254 in all.
 */
const addressFault = (address: string): string | undefined => {
  const at = address.lastIndexOf("@");
  if (at < 1) return "is not an e-mail address: it needs a name, an @ and a domain";
  const local = address.slice(0, at);
  const domain = asciiDomain(address.slice(at + 1));
  if (!ASCII.test(local)) return "has a letter before the @ that is not ASCII; Amazon SES cannot send to it";
  if (!LOCAL_PART.test(local)) return "has something before the @ that an e-mail address cannot have";
  if (!DOMAIN.test(domain)) return "has no proper domain after the @";
  if (local.length > 64 || local.length + 1 + domain.length > 254) return "is too long for an e-mail address";
  return undefined;
};

/** The address with its domain in the form that SES takes; an ASCII address stays as it is. */
const sendable = (address: string): string =>
  address.replace(/@([^@]*)$/, (_, domain: string) => `@${asciiDomain(domain)}`);

// Asked only where needed: it is a call out of JavaScript for every row.
const asciiDomain = (domain: string): string => (ASCII.test(domain) ? domain : domainToASCII(domain));

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

const textFaults = (value: (column: Column) => string): string[] =>
  COLUMNS.flatMap((column) => {
    const text = value(column);
    if (text.includes("\ufffd")) return [`${column} is not UTF-8 text; save the file as "CSV UTF-8"`];
    if (CONTROL.test(text)) return [`${column} has a line break or another control character`];
    return text.length > LONGEST_TEXT ? [`${column} is longer than ${LONGEST_TEXT} characters`] : [];
  });

const missingFaults = (value: (column: Column) => string): string[] =>
  (["student_id", "first_name", "last_name"] as const)
    .filter((column) => value(column) === "")
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
  if (value("student_id").length > LONGEST_ID) faults.push(`student_id is longer than ${LONGEST_ID} characters`);
  if (track === undefined) faults.push(`track must be one of ${[...tracks.keys()].join(", ")}`);
  faults.push(...[matriculationYear, graduationYear].filter((year) => typeof year === "string"));
  if (!status.success) faults.push(`status must be one of ${Status.options.join(", ")}, or empty for active`);
  if (faults.length > 0 || !status.success || track === undefined) return { faults };
  return {
    student: {
      studentId: value("student_id"),
      email: sendable(value("email")),
      firstName: value("first_name"),
      lastName: value("last_name"),
      track: track.id,
      matriculationYear: Number(matriculationYear),
      graduationYear: Number(graduationYear),
      society: value("society"),
      status: status.data,
      ...(value("society_advisor_email") && { societyAdvisorEmail: sendable(value("society_advisor_email")) }),
      ...(value("cim_access_code") && { cimAccessCode: value("cim_access_code") }),
    },
  };
};
