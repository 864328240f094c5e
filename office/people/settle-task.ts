import type { Parts } from "#adapters/parts/parts.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import type { Part } from "#domain/parts/part.ts";
import { isTaskSettled } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";

/** What settling a task needs of the world. */
export interface SettlingNeeds {
  parts: Pick<Parts, "asOfNow" | "begin" | "verify" | "waive" | "reopen">;
}

/** What staff say of a task. `by`: who of the staff said so. `at`: ISO 8601 UTC. */
export type TaskOrder =
  | { kind: "done"; by: string; at: string }
  | { kind: "waived"; by: string; at: string; reason: string }
  | { kind: "due again"; at: string };

/** A student's part in an occurrence as of now; undefined where nothing has begun. */
export const partAsOfNow = async (
  { parts }: { parts: Pick<Parts, "asOfNow"> },
  { person }: Student,
  { id }: Occurrence,
): Promise<Part | undefined> => (await parts.asOfNow(id)).find(({ student }) => student === person);

/**
 * Settles a student's task, or takes back what settled it. False where the task stands so that this changes nothing.
 * Doing it twice changes nothing more. A task that has not begun begins, so that its first mail does not go out.
 */
export const settleTask = async (
  { parts }: SettlingNeeds,
  student: Student,
  occurrence: Occurrence,
  order: TaskOrder,
): Promise<boolean> => {
  const part = partOf(student, occurrence);
  if (order.kind === "due again") return parts.reopen(part.occurrence, part.student, order.at, "office");
  await parts.begin(part, order.at);
  const { by, at } = order;
  if (order.kind === "done") return parts.verify(part, { source: "office", by, at });
  return parts.waive(part, { by, at, reason: order.reason });
};

/** Which of a student's mails of an occurrence are still ahead, by their waves; none once the task is settled. */
export const wavesAhead = ({ waves }: Occurrence, part: Part | undefined, now: string): Occurrence["waves"] =>
  isTaskSettled(part) ? [] : waves.filter(({ at, name }) => at > now && part?.mails[name] === undefined);
