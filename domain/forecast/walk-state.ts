import type { Program } from "../calendar/program.ts";
import { partName } from "../mail/done-before.ts";
import { isTaskSettled, type Part } from "../parts/part.ts";
import type { PartChange } from "../parts/part-changes.ts";
import type { Student } from "../people/student.ts";
import type { Answered, Outlook, OutlookTask, Span, WaitedMails } from "./preview.ts";

/** Who is stored from the beginning of a school date on, once that day's roster was taken in. */
export interface Arrival {
  on: string;
  students: readonly Student[];
}

/** An answer that a page can take: whose task it completes, and the instant at which it is given. */
export interface UsableAnswer extends Answered {
  occurrence: string;
}

/** An answer that no page could take, and why. */
export interface IgnoredAnswer extends Answered {
  reason: string;
}

export interface Walked extends Outlook {
  usable: UsableAnswer[];
  ignored: IgnoredAnswer[];
}

/** `arrivals`: in order, the first on the first day of the span. `answers`: in time order. */
export interface WalkOf {
  program: Program;
  /** The program on a school date; the same all the time where it is left out. */
  programOn?: ((today: string) => Program) | undefined;
  span: Span;
  arrivals: readonly Arrival[];
  answers: readonly Answered[];
  waited?: WaitedMails | undefined;
}

export interface Walk extends WalkOf, Walked {
  waited: WaitedMails;
  students: Map<string, Student>;
  parts: Map<string, Part>;
  /** Keys of those whom the last arrivals changed: on another day than a mailing's, only they can be owed anything. */
  changed: Set<string>;
  left: Answered[];
  /** Names of the escalations that were told. */
  told: Set<string>;
}

export const change = <Said>(
  state: Walk,
  mail: { occurrence: string; student: string },
  apply: PartChange<Said>,
): Said => {
  const name = partName(mail);
  const { said, part } = apply(state.parts.get(name));
  if (part !== undefined) state.parts.set(name, part);
  return said;
};

/** The row of a part's task, where it has one. `idOf` answers a student's school id by their key. */
export const taskRow = (part: Part, idOf: (person: string) => string): OutlookTask[] => {
  const { student, occurrence, task, mails } = part;
  if (task === undefined) return [];
  const isDone = isTaskSettled(part);
  const at = isDone ? task.at : (mails.open?.plannedAt ?? "");
  return [{ studentId: idOf(student), occurrence, status: isDone ? "completed" : "due", at }];
};
