import { Buffer } from "node:buffer";
import { CsvError, type InfoRecord, parse } from "csv-parse/sync";

/** One record of a CSV file and the line it starts on; lines count from 1, blank lines included. */
export interface Row {
  line: number;
  cells: string[];
  /** Set where the line could not be read as CSV; `cells` is then only the line cut at its commas. */
  broken?: string;
}

/** Far above any student's row: a record this long is a quotation mark that was never closed, or no roster at all. */
const LONGEST_RECORD = 64 * 1024;
/** Each mend reads on from the next line; the bound keeps a file of nothing but stray quotation marks linear. */
const MOST_MENDS = 50;
const LONGEST_QUOTED = 2_000;
const NEWLINE = /\r\n|\n|\r/g;
const FIRST_LINE = /^((?:[ \t]*(?:\r\n|\n|\r))*)([^\r\n]*)(\r\n|\n|\r|$)/;

const newlinesIn = (text: string): number => text.match(NEWLINE)?.length ?? 0;

/** Stops the parser at a record that cannot be right. */
class Implausible extends Error {}

/** Stops the parser where nobody wants more rows. */
class Enough extends Error {}

interface Position {
  /** Bytes of the file that have been read into rows. */
  offset: number;
  /** Line on which the next record, or a blank line before it, starts. */
  line: number;
}

const OPTIONS = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  max_record_size: LONGEST_RECORD,
};

/** Answers false where no further row is wanted. */
type RowVisitor = (row: Row) => boolean;

/** Reads rows from `from` until the end or the first record that cannot be read; answers where it stopped. */
const readRows = (
  bytes: Buffer,
  from: Position,
  visit: RowVisitor,
  widthOf: () => number | undefined,
): { at: Position; fault?: string } => {
  let at = from;
  let blank = 0;
  const keep = (cells: string[], info: InfoRecord & { bytes?: number }): null => {
    const lines = cells.reduce((count, cell) => count + newlinesIn(cell), 1);
    const width = widthOf();
    if (width !== undefined && lines > 1 && cells.length !== width) throw new Implausible();
    const line = at.line + (info.empty_lines - blank);
    blank = info.empty_lines;
    if (!visit({ line, cells })) throw new Enough();
    at = { offset: from.offset + (info.bytes ?? 0), line: line + lines };
    return null;
  };
  try {
    parse(bytes.subarray(from.offset), { ...OPTIONS, on_record: keep });
    return { at };
  } catch (error) {
    if (error instanceof Enough) return { at };
    if (error instanceof Implausible)
      return { at, fault: "a quotation mark opens on this line and is not closed on it" };
    if (!(error instanceof CsvError)) throw error;
    const unclosed = error.code === "CSV_QUOTE_NOT_CLOSED";
    return {
      at,
      fault: unclosed
        ? "a quotation mark opens on this line and is never closed"
        : "the line is far too long for one row",
    };
  }
};

/** Sets the first line after `at` aside as broken, so that reading goes on behind it. */
const setAside = (bytes: Buffer, at: Position, broken: string, visit: RowVisitor): Position => {
  const ahead = bytes.subarray(at.offset, at.offset + 2 * LONGEST_RECORD).toString("latin1");
  const [, blanks = "", text = "", ending = ""] = FIRST_LINE.exec(ahead) ?? [];
  const line = at.line + newlinesIn(blanks);
  const quoted = Buffer.from(text.slice(0, LONGEST_QUOTED), "latin1").toString("utf8");
  visit({ line, cells: quoted.split(","), broken });
  const start = at.offset + blanks.length;
  if (ending !== "") return { offset: start + text.length + ending.length, line: line + 1 };
  const next = bytes.indexOf("\n", start + text.length);
  return { offset: next < 0 ? bytes.length : next + 1, line: line + 1 };
};

const giveUp = (bytes: Buffer, at: Position, fault: string, visit: RowVisitor): Position => {
  visit({ line: at.line, cells: [], broken: `${fault}; from here on the file could not be read` });
  return { offset: bytes.length, line: at.line };
};

/**
 * Visits the rows of a CSV file (RFC 4180; CRLF, LF or CR) with the lines they start on. A line whose quotation mark is
 * not closed is set aside alone and reading goes on with the next line; one pass, plus at most 50 such restarts.
 */
export const eachRow = (bytes: Buffer, visit: RowVisitor): void => {
  let width: number | undefined;
  const remember = (row: Row): boolean => {
    width ??= row.cells.length;
    return visit(row);
  };
  let position: Position = { offset: 0, line: 1 };
  for (let mends = 0; position.offset < bytes.length; mends += 1) {
    const isLast = mends >= MOST_MENDS;
    const { at, fault } = readRows(bytes, position, remember, () => (isLast ? undefined : width));
    if (fault === undefined) return;
    position = isLast ? giveUp(bytes, at, fault, visit) : setAside(bytes, at, fault, remember);
  }
};
