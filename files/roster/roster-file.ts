import { Buffer } from "node:buffer";
import type { Program } from "#domain/calendar/program.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import { unguarded } from "../csv/csv.ts";
import { eachRow, type Row } from "../table/rows.ts";
import { widthFault } from "../table/table-rows.ts";
import { fileKind } from "../workbook/file-kind.ts";
import { improbable } from "./improbable.ts";
import { unfitRow, withOtherStatuses } from "./other-status.ts";
import { noRoster, type ParsedRoster } from "./parsed-roster.ts";
import { type HeaderRules, namesAgain, phaseColumns, type ReadHeader, readHeader } from "./read-header.ts";
import { type RowRules, readRow, tracksByName } from "./read-row.ts";
import { statusReader } from "./status-words.ts";

/** What a roster is read by: the school's own words, and its tracks. */
type RosterProgram = Pick<Program, "school" | "tracks">;

/** Far more than any school has: a file of more rows is something else, or many rosters in one. */
const MOST_ROWS = 100_000;
/** Lines that may stand above the one that names the columns. */
const MOST_ABOVE = 10;
const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A fault of the file as a whole: nothing goes in. */
const refused = (reason: string, header: string[] = []): ParsedRoster => ({ ...noRoster(), header, refused: reason });

/**
 * Reads a roster: UTF-8 CSV with a header row (a BOM, CRLF, any column order are fine), or an Excel workbook. A field
 * that cannot be read is left out with a warning; rows that name nobody are set aside. Linear in the file's size;
 * throws nothing on bad input.
 * @param input the file, as bytes or as text
 * @param name the file's, where it is known
 */
export const parseRoster = async (
  input: string | Uint8Array,
  program: RosterProgram,
  name?: string,
): Promise<ParsedRoster> => {
  const given =
    typeof input === "string" ? Buffer.from(input) : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const bytes = given.subarray(0, 3).equals(UTF8_BOM) ? given.subarray(3) : given;
  const kind = fileKind(bytes, "roster", name);
  const reading = newReading(program);
  const visit = (row: Row): boolean => {
    if (reading.header.places.size === 0) seekHeader(reading, row);
    else readInto(reading, row);
    return reading.roster.refused === undefined;
  };
  if (kind === "text") eachRow(bytes, visit);
  else if (kind !== "workbook") return refused(kind.fault);
  else {
    const fault = await readWorkbook(bytes, visit, reading);
    if (fault !== undefined) return refused(fault);
  }
  return finished(reading, program);
};

const readWorkbook = async (
  bytes: Buffer,
  visit: (row: Row) => boolean,
  { notes, headerRules }: Pick<RosterReading, "notes" | "headerRules">,
): Promise<string | undefined> => {
  // Loaded only where it is needed: it is most of the code.
  const { workbookRows } = await import("../workbook/workbook-rows.ts");
  const isHeader = (cells: readonly string[]) => readHeader(cells, 1, headerRules).fault === undefined;
  const read = await workbookRows(bytes, { called: "roster", areNames: isHeader, isId: (cell) => isHeader([cell]) });
  if ("fault" in read) return read.fault;
  notes.push(...read.notes.map((note) => ({ ...note, column: "" })));
  for (const row of read.rows) if (!isBlank(row.cells) && !visit(row)) break;
  return undefined;
};

const finished = ({ roster, header, fault, notes }: RosterReading, program: RosterProgram): ParsedRoster => {
  if (roster.refused !== undefined) return refused(roster.refused, roster.header);
  if (header.places.size === 0) return refused(fault ?? "The file is empty.", roster.header);
  if (roster.rows.length + roster.rejected.length === 0)
    notes.push({ line: 1, column: "", message: "the file names columns and nobody" });
  const warnings = [...notes, ...roster.warnings, ...improbable(roster.rows, program.tracks)];
  return { ...roster, warnings: warnings.toSorted((one, other) => one.line - other.line) };
};

/** A roster while it is read: rows are taken in one by one, so that the file is never held as rows as well. */
interface RosterReading {
  /** Without places until the line is found that names the columns. */
  header: ReadHeader;
  /** Lines above it, and what is wrong with the first of them as a header. */
  above: number;
  fault: string | undefined;
  /** What a workbook has to say for itself. */
  notes: RosterWarning[];
  headerRules: HeaderRules;
  rules: RowRules;
  roster: ParsedRoster;
}

const newReading = ({ school, tracks }: RosterProgram): RosterReading => {
  const rules = { phases: phaseColumns(tracks), tracks, tracksByName: tracksByName(tracks) };
  return {
    header: { places: new Map(), spareId: -1, otherStatuses: [], warnings: [], unknownColumns: [] },
    above: 0,
    fault: undefined,
    notes: [],
    headerRules: { tracks, own: school.rosterColumns ?? {} },
    rules: { ...rules, meaningOf: statusReader(school.statusWords) },
    roster: noRoster(),
  };
};

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

// Above the line that names the columns there may be a title, or what a spreadsheet is told (`sep=,`).
const seekHeader = (reading: RosterReading, { line, cells, broken }: Row): void => {
  const { roster } = reading;
  const header = readHeader(cells, line, reading.headerRules);
  const isFound = broken === undefined && header.fault === undefined;
  if (isFound || roster.header.length === 0) roster.header = cells;
  reading.fault ??= broken ?? header.fault;
  if (!isFound) {
    reading.above += 1;
    if (reading.above > MOST_ABOVE) roster.refused = reading.fault ?? "The file is no roster.";
    return;
  }
  reading.header = header;
  roster.unknownColumns = header.unknownColumns;
  roster.columns = [...header.places.keys()];
  roster.warnings = header.warnings;
  if (reading.above === 0) return;
  const message = `the columns are named on line ${line}; what stands above is left out`;
  roster.warnings.push({ line, column: "", message });
};

// As where several exports were put under each other, or a page of a printed list began anew.
const isNameRow = ({ header, headerRules, roster }: RosterReading, { line, cells }: Row): boolean => {
  const again = namesAgain(cells, roster.header, header.places.get("student_id") ?? -1, headerRules);
  if (again === undefined) return false;
  if (again === "other") roster.refused = `Line ${line} names other columns than the first line; send two files.`;
  roster.warnings.push({ line, column: "", message: "the row names the columns again, and is left out" });
  return true;
};

const readInto = (reading: RosterReading, row: Row): void => {
  const { header, rules, roster } = reading;
  const { line, cells, broken } = row;
  if (broken === undefined && (isBlank(cells) || isNameRow(reading, row))) return;
  const unfit = broken ?? widthFault(roster.header.length, cells);
  const textIn = (column: string): string => {
    const cell = cellAt(cells, header.places.get(column));
    return column === "student_id" && cell.trim() === "" ? cellAt(cells, header.spareId) : cell;
  };
  const read =
    unfit === undefined
      ? readRow(line, textIn, rules)
      : { fault: unfit, nameless: unfitRow(line, cells, { textIn, ...rules }) };
  if ("skipped" in read) roster.warnings.push(read.skipped);
  else if ("fault" in read) {
    roster.rejected.push({ line, reason: read.fault, row: cells });
    if ("nameless" in read && read.nameless) roster.nameless.push(read.nameless);
  } else {
    if (roster.rows.length === MOST_ROWS)
      roster.refused = `The file has more than ${MOST_ROWS} rows; a roster has one row a student.`;
    const others = header.otherStatuses.map((nth) => cellAt(cells, nth));
    roster.rows.push(withOtherStatuses(read, others, rules.meaningOf));
    roster.cells.set(line, cells);
    roster.warnings.push(...read.warnings);
  }
};

const cellAt = (cells: readonly string[], place = -1): string => unguarded(cells[place] ?? "");
