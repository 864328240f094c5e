import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Program } from "#domain/calendar/program.ts";
import type { NamelessRow, RosterRow, RosterWarning } from "#domain/people/roster-row.ts";
import { type GivenAnswers, readAnswers } from "#files/answers/answers-file.ts";
import type { ReadEvidence } from "#files/evidence/evidence-file.ts";
import { faultLine, reasonOf } from "#files/fault.ts";
import type { ReadSessions } from "#files/sessions/sessions-file.ts";
import { InputFault } from "./faults.ts";

/** A roster as the command line needs it: what its rows say, and what was wrong with the others. */
export interface ReadRoster {
  file: string;
  bytes: Uint8Array;
  rows: RosterRow[];
  nameless: NamelessRow[];
  rejected: { line: number; reason: string }[];
  /** Ids in rows that were read or rejected: an answer of theirs is no fault. */
  ids: ReadonlySet<string>;
  unknownColumns: string[];
  /** Columns that were found, by matchward's names for them. */
  columns: string[];
  /** Rows that went in and should be looked at all the same. */
  warnings: RosterWarning[];
}

/** A file's name as the person who gave it would write it. */
const shown = (file: string): string => {
  const short = relative(process.cwd(), file);
  return short.startsWith("..") || short === "" ? file : short;
};

/**
 * Reads a program folder: `whole` also makes sure that its e-mails render, `rules` is quicker. `warn` is told each
 * warning in a line.
 * @throws InputFault with a line a fault.
 */
export const loadProgram = async (
  dir: string,
  extent: "whole" | "rules",
  warn: (line: string) => void,
): Promise<Program> => {
  const { readProgram, readRules } = await import("#files/program-folder/index.ts");
  const read = await (extent === "whole" ? readProgram(dir) : readRules(dir));
  if (!read.ok) throw new InputFault(read.faults.map(faultLine));
  for (const warning of read.warnings) warn(`warning: ${faultLine(warning)}`);
  return read.program;
};

const bytesOf = async (file: string, what: string): Promise<Uint8Array> => {
  try {
    return await readFile(file);
  } catch (thrown) {
    const mend = `Name a ${what} that can be read`;
    throw new InputFault([faultLine({ file: shown(file), line: 1, what: whyUnread(thrown), mend })]);
  }
};

const whyUnread = (thrown: unknown): string => {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  if (code === "ENOENT") return "There is no such file";
  if (code === "EISDIR") return "It is a folder";
  return `Cannot read it (${reasonOf(thrown)})`;
};

/**
 * Reads a roster by the same rules as the deployed import. A file that is none is one rejected line.
 * @throws InputFault where the file cannot be read
 */
export const loadRoster = async (file: string, program: Program): Promise<ReadRoster> => {
  const { parseRoster } = await import("#files/roster/roster-file.ts");
  const bytes = await bytesOf(file, "roster");
  const { refused, rejected, header: _, cells: __, ...read } = await parseRoster(bytes, program, file);
  const ids = new Set([...read.rows.map(({ schoolId }) => schoolId), ...rejected.flatMap(({ row }) => row)]);
  const whole = refused === undefined ? [] : [{ line: 1, reason: refused }];
  const reasons = [...whole, ...rejected.map(({ line, reason }) => ({ line, reason }))];
  return { ...read, file: shown(file), bytes, rejected: reasons, ids };
};

/** @throws InputFault with all that is told of its rows, since a run without a student tells nothing */
export const refuseWithoutStudents = (
  { file, warnings }: Pick<ReadRoster, "file" | "warnings">,
  rejected: ReadRoster["rejected"],
): never => {
  const mend = "See the columns in `matchward preview --help`";
  const told = [...rejected.map(({ line, reason }) => ({ line, what: reason })), ...warnings.map(said)];
  const lines = told.length === 0 ? [{ line: 1, what: "There is no student in it" }] : told;
  const inOrder = lines.toSorted((one, other) => one.line - other.line);
  throw new InputFault(inOrder.map(({ line, what }) => faultLine({ file, line, what, mend })));
};

const said = ({ line, message }: RosterWarning) => ({ line, what: message });

/** Reads an answers CSV, if one is named, invitations included. @throws InputFault with a line a fault. */
export const loadAnswers = async (
  file: string | undefined,
  program: Program,
  rosters: readonly Pick<ReadRoster, "ids">[],
): Promise<GivenAnswers> => {
  if (file === undefined) return { answers: [], invited: [] };
  const text = Buffer.from(await bytesOf(file, "answers CSV")).toString("utf8");
  const studentIds = new Set(rosters.flatMap(({ ids }) => [...ids].map((id) => id.trim())));
  const read = readAnswers(text, { file: shown(file), program, studentIds });
  if (!read.ok) throw new InputFault(read.faults);
  return read;
};

/** Reads a dated list of who did something. @throws InputFault where it is none */
export const loadEvidence = async (file: string): Promise<Extract<ReadEvidence, { rows: unknown }>> => {
  const { readEvidence } = await import("#files/evidence/evidence-file.ts");
  const read = await readEvidence(await bytesOf(file, "list"), file);
  if (!("fault" in read)) return read;
  const mend = "Save it as a table with a header, as CSV or as an Excel workbook";
  throw new InputFault([faultLine({ file: shown(file), line: 1, what: read.fault, mend })]);
};

/** A file of sessions as it was read. */
export type ReadSessionsFile = Extract<ReadSessions, { sessions: unknown }> & { file: string; bytes: Uint8Array };

const WHAT = "file of sessions";

/** Reads a file of sessions. @throws InputFault where it is none */
export const loadSessions = async (file: string, program: Program): Promise<ReadSessionsFile> => {
  const { readSessions } = await import("#files/sessions/sessions-file.ts");
  const bytes = await bytesOf(file, WHAT);
  const read = await readSessions(bytes, program, file);
  if (!("fault" in read)) return { ...read, file: shown(file), bytes };
  const mend = "See the columns in `matchward calendar --help`";
  throw new InputFault([faultLine({ file: shown(file), line: 1, what: read.fault, mend })]);
};

/** True of a file whose header is that of sessions. @throws InputFault where it cannot be read */
export const namesSessions = async (file: string): Promise<boolean> => {
  const { isSessionsFile } = await import("#files/sessions/sessions-file.ts");
  return isSessionsFile(await bytesOf(file, WHAT), file);
};
