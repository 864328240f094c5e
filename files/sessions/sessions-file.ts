import type { Program } from "#domain/calendar/program.ts";
import type { GivenSession } from "#domain/sessions/revisions.ts";
import { isOfReport, tableHeader, tableRows, widthFault } from "../table/table-rows.ts";
import { COLUMNS, fieldsWithout, isColumn, type SessionColumn } from "./columns.ts";
import { readSession, type SessionRow, type SessionWarning } from "./read-session.ts";

/** A session and the line it stands on. */
export interface SessionInFile extends GivenSession {
  line: number;
}

export type ReadSessions =
  | {
      sessions: SessionInFile[];
      rejected: { line: number; reason: string }[];
      warnings: SessionWarning[];
      unknownColumns: string[];
      /** The file as it was: its header, and each row by its line. */
      header: string[];
      cells: ReadonlyMap<number, readonly string[]>;
    }
  /** Why nothing of the file can be used. */
  | { fault: string };

const NEEDED: readonly SessionColumn[] = ["session_id", "item", "starts_at"];

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

/** True of a header that only a file of sessions has. */
const areSessionColumns = (cells: readonly string[]): boolean => {
  const names = cells.map(plain);
  return NEEDED.every((column) => names.includes(column));
};

const WANTED = {
  called: "list of sessions",
  areNames: areSessionColumns,
  isId: (cell: string): boolean => plain(cell) === "session_id",
};

/** True of a table, CSV or workbook, whose header names sessions: what else it lacks is told. */
export const isSessionsFile = async (input: Uint8Array, name: string): Promise<boolean> => {
  const header = await tableHeader(input, name, WANTED);
  const names = header?.map(plain) ?? [];
  return names.includes("session_id") && !names.includes("student_id");
};

const headerFault = (header: readonly string[]): string | undefined => {
  const names = header.map(plain);
  const missing = NEEDED.filter((column) => !names.includes(column));
  if (header.length === 1 && /[;\t|]/.test(header[0] ?? ""))
    return "The columns are not separated by commas. Save the file as CSV (comma delimited), or as a workbook.";
  if (missing.length > 0) return `The header lacks ${missing.join(", ")}. Begin the file with ${COLUMNS.join(",")}.`;
  const again = COLUMNS.find((column) => names.filter((name) => name === column).length > 1);
  return again && `The header names ${again} twice. Leave one of the two out.`;
};

/**
 * Reads a table of sessions, CSV or workbook, with local times of the school's zone. A row that cannot be a session is
 * rejected; so are all rows of an id that stands on several. What a session can do without is left out with a warning.
 */
export const readSessions = async (input: Uint8Array, program: Program, name: string): Promise<ReadSessions> => {
  const read = await tableRows(input, name, WANTED);
  if ("fault" in read) return read;
  const fault = headerFault(read.header);
  if (fault !== undefined) return { fault };
  const names = read.header.map(plain);
  const rows = read.rows.map(({ line, cells, broken }): SessionRow => {
    const found = names.flatMap((column, nth) => (isColumn(column) ? [[column, cells[nth]?.trim() ?? ""]] : []));
    return { line, broken: broken ?? widthFault(names.length, cells), cells: Object.fromEntries(found) };
  });
  const judged = rows.map((row) => readSession(row, program));
  const told = judged.flatMap(({ warnings }) => warnings);
  const unknownColumns = read.header.filter((column) => !isColumn(plain(column)) && !isOfReport(column));
  const cells = new Map(read.rows.map((row) => [row.line, row.cells]));
  return {
    ...eachOnce(rows, judged, fieldsWithout(names)),
    ...{ warnings: told, unknownColumns, header: read.header, cells },
  };
};

type ReadRow = ReturnType<typeof readSession>;

// Nobody knows which of two rows of one id is meant.
const eachOnce = (
  rows: readonly SessionRow[],
  judged: readonly ReadRow[],
  kept: GivenSession["kept"],
): { sessions: SessionInFile[]; rejected: { line: number; reason: string }[] } => {
  const lines = Map.groupBy(rows, ({ cells }) => cells.session_id ?? "");
  const sessions: SessionInFile[] = [];
  const rejected: { line: number; reason: string }[] = [];
  for (const [nth, { line, cells }] of rows.entries()) {
    const { session, fault, unread = [] } = judged[nth] ?? {};
    const same = (lines.get(cells.session_id ?? "") ?? []).map((row) => row.line);
    if (session !== undefined && same.length > 1)
      rejected.push({ line, reason: `session_id ${session.id} stands on lines ${same.join(" and ")}: keep one` });
    else if (session === undefined) rejected.push({ line, reason: fault ?? "" });
    else sessions.push({ line, session, kept: [...kept, ...unread] });
  }
  return { sessions, rejected };
};
