import { type Holdable, isListed } from "#domain/people/held.ts";
import { readableAddress } from "#domain/people/readable-address.ts";
import type { RosterRow, RosterWarning } from "#domain/people/roster-row.ts";
import type { RosterStudent } from "#domain/people/student.ts";
import { csvOfLines } from "../csv/csv.ts";
import type { ParsedRoster } from "./parsed-roster.ts";

type RosterAddress = Pick<RosterStudent, "schoolId" | "email" | "status"> & Holdable;

/** So many others are named in a warning: in a file with one address throughout, each row would name all. */
const MOST_NAMED = 3;

/** Case is no difference: hardly a mail server knows one, and a warning is soon looked at. */
const addressOf = ({ email }: RosterAddress): string => email.toLowerCase();

/**
 * A warning for each row whose address another student has as well. It is no fault: both are written to, each with
 * their own link, and neither mail says anything of the other student. Who has left or is held is not
 * written to and does not count.
 * @param others stored students whom the file did not bring
 */
export const sharedAddresses = (
  { students, lineOf }: { students: readonly RosterAddress[]; lineOf: ReadonlyMap<string, number> },
  others: readonly RosterAddress[] = [],
): RosterWarning[] => {
  const sharing = Map.groupBy([...students, ...others].filter(isListed), addressOf);
  return students.filter(isListed).flatMap((student) => {
    const all = sharing.get(addressOf(student)) ?? [];
    if (all.length < 2) return [];
    const named = all.slice(0, MOST_NAMED + 1).filter(({ schoolId }) => schoolId !== student.schoolId);
    const told = named.slice(0, MOST_NAMED).map(({ schoolId }) => placeOf(schoolId, lineOf));
    const more = all.length - 1 - told.length;
    const whose = [...told, ...(more > 0 ? [`${more} more`] : [])].join(", ");
    return {
      line: lineOf.get(student.schoolId) ?? 1,
      column: "email",
      message: warningOf(student, whose),
    };
  });
};

/** The same of all who are stored once a file's rows were taken in. */
export const sharedAddressesOf = (rows: readonly RosterRow[], stored: readonly RosterAddress[]): RosterWarning[] => {
  const lineOf = new Map(rows.toReversed().map(({ schoolId, line }) => [schoolId, line]));
  const { named = [], others = [] } = Object.groupBy(stored, (one) => (lineOf.has(one.schoolId) ? "named" : "others"));
  return sharedAddresses({ students: named, lineOf }, others);
};

const placeOf = (schoolId: string, lineOf: ReadonlyMap<string, number>): string => {
  const line = lineOf.get(schoolId);
  return line === undefined ? `student ${schoolId}, who is stored already` : `line ${line}`;
};

const warningOf = ({ email }: RosterAddress, whose: string): string =>
  `email ${readableAddress(email)} is also that of ${whose}; ` +
  "each of them is written to there, with a link of their own; check whose address it is";

/** The warnings as a CSV of their own, each with the student whose row it is. */
export const warningsCsv = (warnings: readonly RosterWarning[], rows: readonly RosterRow[]): string => {
  const idOn = new Map(rows.map(({ line, schoolId }) => [line, schoolId]));
  return csvOfLines([
    ["line", "student_id", "column", "warning"],
    ...warnings.map(({ line, column, message }) => [String(line), idOn.get(line) ?? "", column, message]),
  ]);
};

/** A file as it was read, its rows by their lines. */
interface ReadTable extends Pick<ParsedRoster, "header" | "rejected" | "refused"> {
  cells: ReadonlyMap<number, readonly string[]>;
}

/**
 * The rejected rows as a CSV of their own: the file's columns as they were, then `reason` and `line`. Mended, it can be
 * sent in again as it is. A file that was refused as a whole is one row.
 * @param later rows that could be read and did not go in all the same
 */
export const rejectedCsv = (
  { header, rejected, refused, cells }: ReadTable,
  later: readonly { line: number; reason: string }[] = [],
): string => {
  const whole = refused === undefined ? [] : [{ line: 1, reason: refused, row: header }];
  const read = later.map(({ line, reason }) => ({ line, reason, row: cells.get(line) ?? [] }));
  const rows = [...whole, ...rejected, ...read].toSorted((one, other) => one.line - other.line);
  const cut = (row: readonly string[]) => header.map((_, index) => row[index] ?? "");
  return csvOfLines([
    [...header, "reason", "line"],
    ...rows.map(({ line, reason, row }) => [...cut(row), reason, String(line)]),
  ]);
};
