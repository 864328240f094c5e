import type { GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { faultLine } from "../fault.ts";
import { type AnswerLine, type AnswersContext, answerTable, instantOf, isOfSession } from "./answers-file.ts";

/**
 * Reads of an answers file the rows that answer invitations: their `milestone` is `session:<id>`, `answer` is `yes` or
 * `no`, and `guests`, where the file has it, how many they bring. In time order.
 */
export const readGuestAnswers = (
  csv: string,
  context: AnswersContext,
): { answers: GuestAnswered[] } | { faults: string[] } => {
  const table = answerTable(csv, context.file);
  if (!Array.isArray(table)) return { faults: [table.fault] };
  const rows = table.filter(isOfSession).map((row) => answerOf(row, context));
  const faults = rows.flatMap((row) => (typeof row === "string" ? [row] : []));
  if (faults.length > 0) return { faults };
  const answers = rows.flatMap((row) => (typeof row === "string" ? [] : [row]));
  return { answers: answers.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)) };
};

const answerOf = ({ line, cells }: AnswerLine, { file, studentIds }: AnswersContext): GuestAnswered | string => {
  const fault = (what: string, mend: string) => faultLine({ file, line, what, mend });
  const { answer, guests, student_id: studentId } = cells;
  const at = instantOf(cells.at);
  if (at === undefined) return fault(`"${cells.at}" is not an instant`, "Write it like 2027-04-02T13:30:00Z");
  if (!studentIds.has(studentId))
    return fault("This student_id is not in the roster", "Take the row out, or add the student to the roster");
  if (answer !== "yes" && answer !== "no") return fault(`"${answer}" is no answer to an invitation`, "Write yes or no");
  if (!/^\d?$/.test(guests)) return fault(`"${guests}" is no number of guests`, "Write 0 to 9, or nothing");
  const session = sessionOf(cells.milestone) ?? "";
  return { at, studentId, session, answer: answer === "no" ? { answer } : { answer, guests: Number(guests) } };
};
