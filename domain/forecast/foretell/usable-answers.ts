import { linkExpiresAt, type Occurrence, occurrencesFor } from "../../calendar/occurrences.ts";
import type { Program } from "../../calendar/program.ts";
import type { RosterStudent } from "../../people/student.ts";
import { instantAt } from "../../time/dates.ts";
import { type Answered, preview, type Span } from "../preview.ts";
import type { IgnoredAnswer, UsableAnswer } from "../walk-state.ts";

/**
 * Parts the answers that a student could really have given within a span from those that they could not: no task,
 * not opened yet (there is no link before), link expired, after the span, or answered already (the page says thanks and
 * asks no more). Both commands use the first only. `answers` in time order.
 */
export const usableAnswers = (
  program: Program,
  students: readonly RosterStudent[],
  span: Span,
  answers: readonly Answered[],
): { usable: UsableAnswer[]; ignored: IgnoredAnswer[] } => {
  if (answers.length === 0) return { usable: [], ignored: [] };
  const tasks = new Set(
    preview(program, students, span, []).tasks.map((task) => nameOf(task.studentId, task.occurrence)),
  );
  const byId = new Map(students.map((student) => [student.schoolId, student]));
  const begins = instantAt(span.from, "00:00", program.school.timeZone);
  const answered = new Set<string>();
  const usable: UsableAnswer[] = [];
  const ignored: IgnoredAnswer[] = [];
  for (const answer of answers) {
    const occurrence = occurrenceAsked(program, byId.get(answer.studentId), answer.milestone);
    const task = nameOf(answer.studentId, occurrence?.id ?? "");
    const reason =
      whyNot(program, span, occurrence, answer, tasks) ?? (answered.has(task) ? "after the task was done" : undefined);
    if (reason !== undefined || occurrence === undefined) ignored.push({ ...answer, reason: reason ?? "no such task" });
    else {
      answered.add(task);
      usable.push({ ...answer, occurrence: occurrence.id, at: answer.at < begins ? begins : answer.at });
    }
  }
  return { usable, ignored };
};

const nameOf = (studentId: string, occurrence: string): string => JSON.stringify([studentId, occurrence]);

const occurrenceAsked = (
  program: Program,
  student: RosterStudent | undefined,
  milestone: string,
): Occurrence | undefined => student && occurrencesFor(program, student).find((one) => one.milestone.id === milestone);

const whyNot = (
  program: Program,
  span: Span,
  occurrence: Occurrence | undefined,
  { at, studentId }: Answered,
  tasks: ReadonlySet<string>,
): string | undefined => {
  if (at > instantAt(span.to, "23:59:59.999", program.school.timeZone)) return "after the end";
  if (occurrence === undefined || !tasks.has(nameOf(studentId, occurrence.id)))
    return "for a task that the student does not have in this time";
  if (at <= (occurrence.waves[0]?.at ?? "")) return `before ${occurrence.id} opened`;
  if (at > linkExpiresAt(program, occurrence)) return `after the link of ${occurrence.id} expired`;
  return undefined;
};
