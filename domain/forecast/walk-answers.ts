import { linkExpiresAt, type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import { partName } from "../mail/done-before.ts";
import { isTaskSettled, type Part } from "../parts/part.ts";
import { attesting } from "../parts/task-changes.ts";
import { instantAt } from "../time/dates.ts";
import type { Answered } from "./preview.ts";
import { change, type Walk } from "./walk-state.ts";

const NO_TASK = "for a task that the student does not have in this time";

const whyNot = (
  { program, span }: Walk,
  { at }: Answered,
  occurrence: Occurrence | undefined,
  part: Part | undefined,
): string | undefined => {
  if (at > instantAt(span.to, "23:59:59.999", program.school.timeZone)) return "after the end";
  if (occurrence === undefined) return NO_TASK;
  if (at <= (occurrence.waves[0]?.at ?? "")) return `before ${occurrence.id} opened`;
  if (at > linkExpiresAt(program, occurrence)) return `after the link of ${occurrence.id} expired`;
  if (part?.task === undefined) return NO_TASK;
  return isTaskSettled(part) ? "after the task was done" : undefined;
};

const answer = (state: Walk, given: Answered): void => {
  const { program, students, parts, span } = state;
  const student = [...students.values()].find(({ schoolId }) => schoolId === given.studentId);
  const asked = student && occurrencesFor(program, student);
  const occurrence = asked?.find(({ milestone }) => milestone.id === given.milestone);
  const part = student && occurrence && parts.get(partName({ occurrence: occurrence.id, student: student.person }));
  const reason = whyNot(state, given, occurrence, part);
  if (reason !== undefined || part === undefined) {
    state.ignored.push({ ...given, reason: reason ?? NO_TASK });
    return;
  }
  const begins = instantAt(span.from, "00:00", program.school.timeZone);
  const at = given.at < begins ? begins : new Date(given.at).toISOString();
  change(state, part, attesting({ id: given.milestone, at }));
  state.usable.push({ ...given, at, occurrence: part.occurrence });
};

/** Gives the answers of up to and including an instant, as far as a page could have taken them. */
export const answerUpTo = (state: Walk, until: string): void => {
  const due = state.left.findIndex(({ at }) => at > until);
  for (const given of state.left.splice(0, due < 0 ? state.left.length : due)) answer(state, given);
};
