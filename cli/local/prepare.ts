import type { Program } from "#domain/calendar/program.ts";
import type { Span } from "#domain/forecast/preview.ts";
import { type IgnoredAnswer, type UsableAnswer, usableAnswers } from "../forecast/usable-answers.ts";
import { loadAnswers, loadProgram, loadRoster, type ReadRoster } from "../read-inputs.ts";
import type { Console } from "../terminal.ts";

/** What `simulate` and `preview` are asked. Paths as the person wrote them; dates are school dates. */
export interface Asked extends Span {
  roster: string;
  program: string;
  answers?: string;
  json?: string;
}

/** The same, read and checked. */
export interface Prepared {
  program: Program;
  roster: ReadRoster;
  answers: UsableAnswer[];
}

/** A list longer than this is cut where it is told to people; the JSON has all of it. */
const MOST_TOLD = 20;

/** Reads everything that a run needs and tells what will not count. @throws InputFault with a line a fault. */
export const prepare = async (asked: Asked, extent: "whole" | "rules", { err }: Console): Promise<Prepared> => {
  const tell = (line: string) => err.write(`${line}\n`);
  const program = await loadProgram(asked.program, extent, tell);
  const roster = await loadRoster(asked.roster, program);
  if (roster.unknownColumns.length > 0) tell(`${roster.file}:1: kept aside: ${roster.unknownColumns.join(", ")}`);
  tellSome(
    roster.rejected.map(({ line, reason }) => `${roster.file}:${line}: rejected: ${reason}`),
    tell,
  );
  tellSome(
    roster.warnings.map(({ line, message }) => `${roster.file}:${line}: warning: ${message}`),
    tell,
  );
  const answers = await loadAnswers(asked.answers, program, roster);
  const { usable, ignored } = usableAnswers(program, roster.students, asked, answers);
  for (const line of ignoredLines(ignored)) tell(line);
  return { program, roster, answers: usable };
};

/** A line a reason: how many answers will not count for it, and the first of them. */
const ignoredLines = (ignored: readonly IgnoredAnswer[]): string[] =>
  [...Map.groupBy(ignored, ({ reason }) => reason)].map(([reason, those]) => {
    const first = those.slice(0, 3).map(({ studentId, at }) => `${studentId} at ${at}`);
    const more = those.length > first.length ? ", …" : "";
    return (
      `ignored ${those.length} ${those.length === 1 ? "answer" : "answers"}, ${reason}: ` + `${first.join(", ")}${more}`
    );
  });

const tellSome = (lines: readonly string[], tell: (line: string) => void): void => {
  for (const line of lines.slice(0, MOST_TOLD)) tell(line);
  if (lines.length > MOST_TOLD) tell(`… and ${lines.length - MOST_TOLD} more`);
};
