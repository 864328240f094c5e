import type { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import type { Outlook, Span } from "#domain/forecast/preview.ts";
import type { IgnoredAnswer, UsableAnswer } from "#domain/forecast/walk-state.ts";
import type { GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { partFiles, type TakenSessionsFile, takeSessions } from "../forecast/calendar/take-sessions.ts";
import { loadAnswers, loadProgram } from "../read-inputs.ts";
import type { Console } from "../terminal.ts";
import { type RostersAsked, type TakenRoster, takeRosters } from "./rosters.ts";

/** What `simulate` and `preview` are asked. Paths as the person wrote them; dates are school dates. */
export interface Asked extends Span, RostersAsked {
  program: string;
  sessions?: string;
  answers?: string;
  json?: string;
}

/** The same, read and checked, and what the rules foretell of it. */
export interface Prepared {
  program: Program;
  rosters: TakenRoster[];
  /** Files of sessions, in the order in which they come. */
  sessions: TakenSessionsFile[];
  answers: UsableAnswer[];
  /** What guests say to invitations, as far as their pages take it. */
  invited: GuestAnswered[];
  foretold: Outlook;
}

/** A list longer than this is cut where it is told to people; the JSON has all of it. */
const MOST_TOLD = 20;

/** Reads everything that a run needs and tells what will not count. @throws InputFault with a line a fault. */
export const prepare = async (asked: Asked, extent: "whole" | "rules", { err }: Console): Promise<Prepared> => {
  const tell = (line: string) => err.write(`${line}\n`);
  const program = await loadProgram(asked.program, extent, tell);
  const { rosters: then, sessions: later } = await partFiles(asked.then ?? []);
  const rosters = await takeRosters({ ...asked, then }, program, asked.from);
  tellRosters(rosters, asked, tell);
  const sessions = await prepareSessions(asked, later, program, tell);
  const { answers: given, invited: said } = await loadAnswers(asked.answers, program, rosters);
  const foresight = foretell(asked, program, rosters, given, sessions, said);
  const { usable, ignored, heard: invited, ...foretold } = foresight;
  for (const line of ignoredLines(ignored)) tell(line);
  return { program, rosters, sessions, answers: usable, invited, foretold };
};

/** Takes in the sessions of a run, and those of later days. @throws InputFault where a file is none of sessions */
export const prepareSessions = async (
  { sessions, from, to }: Pick<Asked, "sessions" | "from" | "to">,
  later: readonly { on: string; file: string }[],
  program: Program,
  tell: (line: string) => void,
): Promise<TakenSessionsFile[]> => {
  const first = sessions === undefined ? [] : [{ on: from, file: sessions }];
  if (first.length + later.length === 0) return [];
  const { files } = await takeSessions([...first, ...later], program, tell);
  for (const { file, on } of files) if (on > to) tell(comesTooLate(file, on));
  return files;
};

const comesTooLate = (file: string, on: string): string => `${file}: comes on ${on}, after the end`;

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
  if (on > to) tell(comesTooLate(file, on));
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
export const ignoredLines = (ignored: readonly IgnoredAnswer[]): string[] =>
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
