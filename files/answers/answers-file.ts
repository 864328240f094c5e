import { Temporal } from "temporal-polyfill";
import { answerAskOf, type Program } from "#domain/calendar/program.ts";
import type { Answered } from "#domain/forecast/preview.ts";
import type { GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { IN_CALENDAR, suggest } from "../did-you-mean.ts";
import { faultLine } from "../fault.ts";
import { type AnswerLine, answerTable } from "./answer-table.ts";

/** What an answers file may refer to: a program, and the ids of everybody in the roster, its rejected rows included. */
export interface AnswersContext {
  file: string;
  program: Program;
  studentIds: ReadonlySet<string>;
}

/** `answers`: to what milestones ask. `invited`: to invitations. Both in time order. */
export interface GivenAnswers {
  answers: Answered[];
  invited: GuestAnswered[];
}

export type ReadAnswers = ({ ok: true } & GivenAnswers) | { ok: false; faults: string[] };

const byTime = (one: { at: string }, other: { at: string }): number => Date.parse(one.at) - Date.parse(other.at);

/**
 * Reads a CSV of `at,student_id,milestone` (RFC 4180; a byte order mark, CRLF and any column order are fine) into
 * answers in time order, those of one instant in the order of the file. A row whose `milestone` is `session:<id>`
 * answers an invitation: `answer` is `yes` or `no`, and `guests`, where the file has it, how many they bring. Every
 * fault of the file is told at once.
 */
export const readAnswers = (csv: string, context: AnswersContext): ReadAnswers => {
  const table = answerTable(csv, context.file);
  if (!Array.isArray(table)) return { ok: false, faults: [table.fault] };
  const given: GivenAnswers = { answers: [], invited: [] };
  const faults: string[] = [];
  for (const row of table) {
    const read = answerOf(row, context);
    if (typeof read === "string") faults.push(read);
    else if ("session" in read) given.invited.push(read);
    else given.answers.push(read);
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, answers: given.answers.sort(byTime), invited: given.invited.sort(byTime) };
};

const answerOf = (
  { line, cells }: AnswerLine,
  { file, program, studentIds }: AnswersContext,
): Answered | GuestAnswered | string => {
  const fault: TellFault = (what, mend) => faultLine({ file, line, what, mend });
  const { student_id: studentId, milestone } = cells;
  const at = instantOf(cells.at);
  if (at === undefined) return fault(`"${cells.at}" is not an instant`, "Write it like 2027-04-02T13:30:00Z");
  if (!studentIds.has(studentId))
    return fault("This student_id is not in the roster", "Take the row out, or add the student to the roster");
  const session = sessionOf(milestone);
  if (session !== undefined) return ofInvitation({ at, studentId, session }, cells, fault);
  return whyNotAsked(program, milestone, fault) ?? { at, studentId, milestone };
};

type TellFault = (what: string, mend: string) => string;

const ofInvitation = (
  said: Pick<GuestAnswered, "at" | "studentId" | "session">,
  { answer, guests }: AnswerLine["cells"],
  fault: TellFault,
): GuestAnswered | string => {
  if (answer !== "yes" && answer !== "no") return fault(`"${answer}" is no answer to an invitation`, "Write yes or no");
  if (!/^\d?$/.test(guests)) return fault(`"${guests}" is no number of guests`, "Write 0 to 9, or nothing");
  return { ...said, answer: answer === "no" ? { answer } : { answer, guests: Number(guests) } };
};

const whyNotAsked = (program: Program, name: string, fault: TellFault): string | undefined => {
  const mend = () => suggest(name, asking(program), IN_CALENDAR);
  const milestone = program.milestones.find(({ id }) => id === name);
  if (milestone === undefined) return fault(`The program has no milestone "${name}"`, mend());
  if (answerAskOf(milestone) !== undefined) return undefined;
  return fault(`"${name}" asks nothing, so it cannot be answered`, mend());
};

/** ISO 8601 with a zone, to the millisecond in UTC; `undefined` for what does not exist, such as April 31. */
const instantOf = (text: string): string | undefined => {
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: "millisecond" });
  } catch {
    return undefined;
  }
};

const asking = (program: Program): string[] =>
  program.milestones.filter((one) => answerAskOf(one) !== undefined).map(({ id }) => id);
