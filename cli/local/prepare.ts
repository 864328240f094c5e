import type { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { Outlook, Span } from "#domain/forecast/preview.ts";
import type { IgnoredAnswer, UsableAnswer } from "#domain/forecast/walk-state.ts";
import { loadAnswers, loadProgram } from "../read-inputs.ts";
import type { Console } from "../terminal.ts";
import { type RostersAsked, type TakenRoster, takeRosters } from "./rosters.ts";

/** What `simulate` and `preview` are asked. Paths as the person wrote them; dates are school dates. */
export interface Asked extends Span, RostersAsked {
  program: string;
  answers?: string;
  json?: string;
}

/** The same, read and checked, and what the rules foretell of it. */
export interface Prepared {
  program: Program;
  rosters: TakenRoster[];
  answers: UsableAnswer[];
  foretold: Outlook;
}

/** A list longer than this is cut where it is told to people; the JSON has all of it. */
const MOST_TOLD = 20;

/** Reads everything that a run needs and tells what will not count. @throws InputFault with a line a fault. */
export const prepare = async (asked: Asked, extent: "whole" | "rules", { err }: Console): Promise<Prepared> => {
  const tell = (line: string) => err.write(`${line}\n`);
  const program = await loadProgram(asked.program, extent, tell);
  const rosters = await takeRosters(asked, program, asked.from);
  tellRosters(rosters, asked, tell);
  const given = await loadAnswers(asked.answers, program, rosters);
  const { usable, ignored, ...foretold } = foretell(asked, program, rosters, given);
  for (const line of ignoredLines(ignored)) tell(line);
  return { program, rosters, answers: usable, foretold };
};

/** Tells what of each roster does not go in, or should be looked at. */
export const tellRosters = (rosters: readonly TakenRoster[], span: Span, tell: (line: string) => void): void => {
  for (const roster of rosters) tellRoster(roster, span, tell);
};

const tellRoster = (roster: TakenRoster, { to }: Span, tell: (line: string) => void): void => {
  const { file, on, judgement } = roster;
  if (roster.unknownColumns.length > 0) tell(`${file}:1: kept aside: ${roster.unknownColumns.join(", ")}`);
  tellSome(
    roster.rejected.map(({ line, reason }) => `${file}:${line}: rejected: ${reason}`),
    tell,
  );
  tellSome(
    roster.warnings.map(({ line, message }) => `${file}:${line}: warning: ${message}`),
    tell,
  );
  if (on > to) tell(`${file}: comes on ${on}, after the end`);
  const why = judgement.why.join("; ");
  if (judgement.missing.length > 0 && roster.rows.length > 0) tell(`${file}: ${absentFrom(roster)}`);
  if (!judgement.counts) tell(`${file}: waits for a yes, and changes nothing before it: ${why}`);
  else if (why !== "") tell(`${file}: waits for a yes; told here is what it changes once it has one: ${why}`);
  tellSome(
    judgement.held.map(({ schoolId, held }) => `${file}: held: ${schoolId}: ${held?.says}`),
    tell,
  );
};

/** Who is here and stands in none of its rows, and what becomes of them. */
const absentFrom = ({ students, isComplete, judgement: { missing, counts } }: TakenRoster): string => {
  const ids = missing.slice(0, MOST_TOLD).map(({ schoolId }) => schoolId);
  const more = missing.length > ids.length ? ` and ${missing.length - ids.length} more` : "";
  const becomes = isComplete
    ? `they are held${counts ? "" : " once it has its yes"}`
    : "they stay as they were and go on getting mail; with --complete they are held";
  return `${missing.length} of ${students.length} students are not in it (${ids.join(", ")}${more}): ${becomes}`;
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
