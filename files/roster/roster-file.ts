import { Buffer } from "node:buffer";
import { stringify } from "csv-stringify/sync";
import type { RosterStudent } from "#domain/people/student.ts";
import { eachRow, type Row } from "./rows.ts";
import { COLUMNS, OPTIONAL_COLUMNS, type RosterTrack, readStudent } from "./student-row.ts";

export type { RosterTrack } from "./student-row.ts";

/** A row that did not go in: the line it starts on, why, and its cells as they were. */
interface RejectedRow {
  line: number;
  reason: string;
  row: string[];
}

export interface ParsedRoster {
  students: RosterStudent[];
  rejected: RejectedRow[];
  /** The line of each student's row, by student id. */
  lineOf: ReadonlyMap<string, number>;
  /** Columns that matchward does not know, as the file spells them. */
  unknownColumns: string[];
  /** The header row as it was; empty where the file has none. */
  header: string[];
}

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A fault of the file as a whole: nothing goes in. */
const refused = (reason: string, header: string[] = []): ParsedRoster => ({
  students: [],
  rejected: [{ line: 1, reason, row: header }],
  lineOf: new Map(),
  unknownColumns: [],
  header,
});

const binaryFault = (bytes: Buffer): string | undefined => {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return 'The file is UTF-16 text; save it as "CSV UTF-8" and send it again.';
  if (mark === "504b") return 'The file is a spreadsheet or an archive, not a CSV; save it as "CSV UTF-8".';
  // In the first line only: further down it is a fault of that row, and the others go in.
  const end = bytes.indexOf("\n");
  const first = end < 0 ? bytes : bytes.subarray(0, end);
  return first.includes(0) ? "The file is not a CSV: it holds binary data." : undefined;
};

const headerFault = (names: readonly string[]): string | undefined => {
  const sole = names.length === 1 ? /[;\t|]/.exec(names[0] ?? "") : null;
  if (sole) return "The columns are not separated by commas; save the file as comma-separated CSV.";
  if (names.length === 1) return "The file is not a roster: its first line names only one column.";
  const missing = COLUMNS.filter((column) => !names.includes(column) && !OPTIONAL_COLUMNS.includes(column));
  if (missing.length > 0) return `The first line must name the columns; missing: ${missing.join(", ")}.`;
  const twice = COLUMNS.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  return twice.length > 0 ? `The first line names a column more than once: ${twice.join(", ")}.` : undefined;
};

/** Says why a row does not fit the header; empty cells too many, or optional columns too few, do no harm. */
const widthFault = (names: readonly string[], cells: readonly string[]): string | undefined => {
  const isFine =
    cells.slice(names.length).every((cell) => cell.trim() === "") &&
    names.slice(cells.length).every((name) => OPTIONAL_COLUMNS.includes(name) || !isColumn(name));
  if (isFine) return undefined;
  return (
    `has ${cells.length} values where the first line names ${names.length} columns; a value with a comma ` +
    `needs quotation marks`
  );
};

const readRow = (
  row: Row,
  names: readonly string[],
  places: ReadonlyMap<string, number>,
  tracks: ReadonlyMap<string, RosterTrack>,
) => {
  const unfit = row.broken ?? widthFault(names, row.cells);
  if (unfit !== undefined) return { faults: [unfit] };
  return readStudent((column) => row.cells[places.get(column) ?? -1]?.trim() ?? "", tracks);
};

/**
 * Reads a roster (UTF-8 CSV with a header row; a BOM, CRLF and any column order are fine). Rows with a fault are set
 * aside with their line and every reason, the others go in; of two rows with one student id the first good one counts.
 * A file that is no roster at all is one fault on line 1. Linear in the size of the file; throws nothing on bad input.
 * @param input the file, as bytes or as text
 * @param tracks the program's tracks, with their normal length in years
 */
export const parseRoster = (input: string | Uint8Array, tracks: readonly RosterTrack[]): ParsedRoster => {
  const given =
    typeof input === "string" ? Buffer.from(input) : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const bytes = given.subarray(0, 3).equals(UTF8_BOM) ? given.subarray(3) : given;
  const binary = binaryFault(bytes);
  if (binary !== undefined) return refused(binary);
  const reading = newReading(tracks);
  eachRow(bytes, (row) => (reading.header === undefined ? readHeader(reading, row) : readInto(reading, row)));
  if (reading.header === undefined) return refused("The file is empty.");
  if (reading.fault !== undefined) return refused(reading.fault, reading.header);
  const { students, rejected, lineOf, unknownColumns, header } = reading;
  return { students, rejected, lineOf, unknownColumns, header };
};

/** A roster while it is read: rows are taken in one by one, so that the file is never held as rows as well. */
interface RosterReading {
  header: string[] | undefined;
  fault: string | undefined;
  names: string[];
  places: Map<string, number>;
  tracks: Map<string, RosterTrack>;
  lineOf: Map<string, number>;
  unknownColumns: string[];
  students: RosterStudent[];
  rejected: RejectedRow[];
}

const newReading = (tracks: readonly RosterTrack[]): RosterReading => ({
  header: undefined,
  fault: undefined,
  names: [],
  places: new Map(),
  tracks: new Map(tracks.map((track) => [track.id, track])),
  lineOf: new Map(),
  unknownColumns: [],
  students: [],
  rejected: [],
});

const readHeader = (reading: RosterReading, { cells, broken }: Row): void => {
  reading.header = cells;
  reading.names = cells.map((cell) => cell.trim().toLowerCase());
  reading.places = new Map(reading.names.map((name, index) => [name, index]));
  reading.fault = broken ?? headerFault(reading.names);
  reading.unknownColumns = cells.filter((_, index) => !isColumn(reading.names[index]) && reading.names[index] !== "");
};

const readInto = (reading: RosterReading, row: Row): void => {
  if (reading.fault !== undefined || (row.broken === undefined && row.cells.every((cell) => cell.trim() === "")))
    return;
  const read = readRow(row, reading.names, reading.places, reading.tracks);
  const faults = "faults" in read ? read.faults : duplicateFault(reading.lineOf.get(read.student.schoolId));
  if (faults.length > 0) reading.rejected.push({ line: row.line, reason: faults.join("; "), row: row.cells });
  else if ("student" in read) {
    reading.lineOf.set(read.student.schoolId, row.line);
    reading.students.push(read.student);
  }
};

const isColumn = (name: string | undefined): boolean => COLUMNS.some((column) => column === name);

const duplicateFault = (line: number | undefined): string[] =>
  line === undefined ? [] : [`student_id is already on line ${line}, which counts`];

/**
 * The rejected rows as a CSV of their own: the file's columns as they were, then `reason` and `line`. Mended, it can be
 * sent in again as it is.
 */
export const rejectedCsv = (parsed: Pick<ParsedRoster, "header" | "rejected">): string => {
  const width = parsed.header.length;
  const rows = parsed.rejected.map(({ line, reason, row }) => [
    ...Array.from({ length: width }, (_, index) => row[index] ?? ""),
    reason,
    String(line),
  ]);
  return stringify([[...parsed.header, "reason", "line"], ...rows]);
};
