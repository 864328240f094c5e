import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Program } from "#domain/calendar/program.ts";
import type { Answered } from "#domain/forecast/preview.ts";
import { type RosterWarning, studentsOf } from "#domain/people/roster-row.ts";
import type { RosterStudent } from "#domain/people/student.ts";
import { readAnswers } from "#files/answers/answers-file.ts";
import { faultLine, reasonOf } from "#files/fault.ts";
import { InputFault } from "./faults.ts";

/** A roster as the command line needs it: the students, and what was wrong with the other rows. */
export interface ReadRoster {
  file: string;
  bytes: Uint8Array;
  students: RosterStudent[];
  rejected: { line: number; reason: string }[];
  /** Ids in rows that were rejected: an answer of theirs is ignored, not a fault. */
  rejectedIds: ReadonlySet<string>;
  unknownColumns: string[];
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
 * Reads a roster CSV by the same rules as the deployed import.
 * @throws InputFault where the file cannot be read or holds no student at all.
 */
export const loadRoster = async (file: string, program: Program): Promise<ReadRoster> => {
  const { parseRoster } = await import("#files/roster/roster-file.ts");
  const { sharedAddresses } = await import("#files/roster/warnings.ts");
  const bytes = await bytesOf(file, "roster CSV");
  const parsed = await parseRoster(bytes, program);
  const { refused, rows, rejected, unknownColumns } = parsed;
  const read = studentsOf(rows, program.tracks);
  const { students } = read;
  const rejectedIds = new Set(
    [...rows.map(({ schoolId }) => schoolId), ...rejected.flatMap(({ row }) => row)].filter(
      (id) => !read.lineOf.has(id),
    ),
  );
  const whole = refused === undefined ? [] : [{ line: 1, reason: refused }];
  const reasons = [...whole, ...rejected.map(({ line, reason }) => ({ line, reason })), ...read.rejected].toSorted(
    (one, other) => one.line - other.line,
  );
  if (students.length === 0) throw new InputFault(noStudents(shown(file), reasons));
  const warnings = [...parsed.warnings, ...sharedAddresses(read)];
  return { file: shown(file), bytes, students, rejected: reasons, rejectedIds, unknownColumns, warnings };
};

const noStudents = (file: string, rejected: ReadRoster["rejected"]): string[] => {
  const mend = "See the columns in `matchward preview --help`";
  if (rejected.length === 0) return [faultLine({ file, line: 1, what: "There is no student in it", mend })];
  return rejected.map(({ line, reason }) => faultLine({ file, line, what: reason, mend }));
};

/** Reads an answers CSV, if one is named. @throws InputFault with a line a fault. */
export const loadAnswers = async (
  file: string | undefined,
  program: Program,
  roster: ReadRoster,
): Promise<Answered[]> => {
  if (file === undefined) return [];
  const text = Buffer.from(await bytesOf(file, "answers CSV")).toString("utf8");
  const studentIds = new Set([...roster.students.map(({ schoolId }) => schoolId), ...roster.rejectedIds]);
  const read = readAnswers(text, { file: shown(file), program, studentIds });
  if (!read.ok) throw new InputFault(read.faults);
  return read.answers;
};
