import { Buffer } from "node:buffer";
import { stringify } from "csv-stringify/sync";
import type { Program } from "#domain/calendar/program.ts";
import type { RosterRow, RosterWarning } from "#domain/people/roster-row.ts";
import { COLUMNS, isColumn, phaseOfColumn } from "./columns.ts";
import { type RowRules, readRow } from "./read-row.ts";
import { eachRow, type Row } from "./rows.ts";
import { statusReader } from "./status-words.ts";

/** A row that did not go in: the line it starts on, why, and its cells as they were. */
interface RejectedRow {
  line: number;
  reason: string;
  row: readonly string[];
}

export interface ParsedRoster {
  /** Every row that could be read, also those of an id that is there twice. */
  rows: RosterRow[];
  /** Rows that name nobody, or that cannot be cut into cells. */
  rejected: RejectedRow[];
  warnings: RosterWarning[];
  /** The cells of each row as they were, by its line. */
  cells: Map<number, readonly string[]>;
  /** Columns that matchward does not know, as the file spells them. */
  unknownColumns: string[];
  /** The header row as it was; empty where the file has none. */
  header: string[];
  /** Set where the file as a whole is none: why. */
  refused?: string;
}

/** Far more than any school has: a file of more rows is something else, or many rosters in one. */
const MOST_ROWS = 100_000;
const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A fault of the file as a whole: nothing goes in. */
const refused = (reason: string, header: string[] = []): ParsedRoster => ({
  rows: [],
  rejected: [],
  warnings: [],
  cells: new Map(),
  unknownColumns: [],
  header,
  refused: reason,
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
  if (!names.includes("student_id")) return "The first line must name the columns; missing: student_id.";
  const twice = COLUMNS.filter((column) => names.indexOf(column) !== names.lastIndexOf(column));
  return twice.length > 0 ? `The first line names a column more than once: ${twice.join(", ")}.` : undefined;
};

/** Says why a row does not fit the header; empty cells too many, or columns too few, do no harm. */
const widthFault = (names: readonly string[], cells: readonly string[]): string | undefined => {
  const isFine = cells.slice(names.length).every((cell) => cell.trim() === "");
  if (isFine) return undefined;
  return (
    `has ${cells.length} values where the first line names ${names.length} columns; a value with a comma ` +
    `needs quotation marks`
  );
};

/**
 * Reads a roster (UTF-8 CSV with a header row; a BOM, CRLF and any column order are fine). A field that cannot be read
 * is left out with a warning; rows that name nobody are set aside. Linear in the size of the file; throws nothing on
 * bad input.
 * @param input the file, as bytes or as text
 */
export const parseRoster = async (
  input: string | Uint8Array,
  { school, tracks }: Pick<Program, "school" | "tracks">,
): Promise<ParsedRoster> => {
  const given =
    typeof input === "string" ? Buffer.from(input) : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const bytes = given.subarray(0, 3).equals(UTF8_BOM) ? given.subarray(3) : given;
  const binary = binaryFault(bytes);
  if (binary !== undefined) return refused(binary);
  const reading: RosterReading = {
    names: [],
    places: new Map(),
    rules: { columns: [], tracks, meaningOf: statusReader(school.statusWords) },
    roster: { rows: [], rejected: [], warnings: [], cells: new Map(), unknownColumns: [], header: [] },
  };
  eachRow(bytes, (row) => {
    if (reading.roster.header.length === 0) readHeader(reading, row);
    else readInto(reading, row);
    return reading.roster.refused === undefined;
  });
  const { header, refused: fault } = reading.roster;
  if (header.length === 0) return refused("The file is empty.");
  return fault === undefined ? reading.roster : refused(fault, header);
};

/** A roster while it is read: rows are taken in one by one, so that the file is never held as rows as well. */
interface RosterReading {
  names: string[];
  places: Map<string, number>;
  rules: RowRules;
  roster: ParsedRoster;
}

const readHeader = (reading: RosterReading, { cells, broken }: Row): void => {
  const { roster } = reading;
  roster.header = cells;
  reading.names = cells.map((cell) => cell.trim().toLowerCase());
  reading.places = new Map(reading.names.map((name, index) => [name, index]));
  reading.rules.columns = reading.names;
  const fault = broken ?? headerFault(reading.names);
  if (fault !== undefined) roster.refused = fault;
  roster.unknownColumns = cells.filter((_, index) => isUnknown(reading.names[index] ?? ""));
};

const isUnknown = (name: string): boolean => name !== "" && !isColumn(name) && phaseOfColumn(name) === undefined;

const readInto = ({ names, places, rules, roster }: RosterReading, { line, cells, broken }: Row): void => {
  if (broken === undefined && cells.every((cell) => cell.trim() === "")) return;
  const unfit = broken ?? widthFault(names, cells);
  const textIn = (column: string): string => cells[places.get(column) ?? -1]?.trim() ?? "";
  const read = unfit === undefined ? readRow(line, textIn, rules) : { fault: unfit };
  if ("fault" in read) roster.rejected.push({ line, reason: read.fault, row: cells });
  else {
    if (roster.rows.length === MOST_ROWS)
      roster.refused = `The file has more than ${MOST_ROWS} rows; a roster has one row a student.`;
    roster.rows.push(read.row);
    roster.cells.set(line, cells);
    roster.warnings.push(...read.warnings);
  }
};

/**
 * The rejected rows as a CSV of their own: the file's columns as they were, then `reason` and `line`. Mended, it can be
 * sent in again as it is. A file that was refused as a whole is one row.
 * @param later rows that could be read and did not go in all the same
 */
export const rejectedCsv = (
  { header, rejected, refused, cells }: Pick<ParsedRoster, "header" | "rejected" | "refused" | "cells">,
  later: readonly { line: number; reason: string }[] = [],
): string => {
  const whole = refused === undefined ? [] : [{ line: 1, reason: refused, row: header }];
  const read = later.map(({ line, reason }) => ({ line, reason, row: cells.get(line) ?? [] }));
  const rows = [...whole, ...rejected, ...read].toSorted((one, other) => one.line - other.line);
  const cut = (row: readonly string[]) => header.map((_, index) => row[index] ?? "");
  return stringify([
    [...header, "reason", "line"],
    ...rows.map(({ line, reason, row }) => [...cut(row), reason, String(line)]),
  ]);
};
