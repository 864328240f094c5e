import type { MailStateName } from "./mail-states.ts";
import { isTaskSettled, type MailState, type Part } from "./part.ts";
import type { PartChange, PartIdentity } from "./part-changes.ts";

/** Which of two mails of one wave stands where two people turn out to be one: the surer that it went out, the later. */
const SURENESS: readonly MailStateName[] = [
  "retry",
  "missed",
  "rejected",
  "left",
  "claimed",
  "ambiguous",
  "bounced",
  "sent",
  "complained",
  "delivered",
];

const surer = (one: MailState | undefined, other: MailState): MailState =>
  one !== undefined && SURENESS.indexOf(one.state) >= SURENESS.indexOf(other.state) ? one : other;

const foldedMails = (mails: Part["mails"], more: Part["mails"]): Part["mails"] => ({
  ...mails,
  ...Object.fromEntries(Object.entries(more).map(([wave, mail]) => [wave, surer(mails[wave], mail)])),
});

const foldedTask = ({ task }: Part, from: Part): Part["task"] => {
  if (task === undefined || from.task === undefined) return task ?? from.task;
  if (isTaskSettled({ task }) || isTaskSettled(from)) {
    const [settled, other] = isTaskSettled({ task }) ? [task, from.task] : [from.task, task];
    return { ...settled, evidence: { ...settled.evidence, ...other.evidence, ...settled.evidence } };
  }
  const answers = { ...from.task.answers, ...task.answers };
  return Object.keys(answers).length === 0 ? task : { ...task, answers: { ...task.answers, ...answers } };
};

const first = (...instants: (string | undefined)[]): string | undefined => instants.filter(Boolean).toSorted()[0];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Folds the part of somebody who turned out to be the same person into theirs: no wave that either had is free again,
 * what either did is done. Folding twice changes nothing more.
 */
export const folding =
  ({ student, cohort }: PartIdentity, { movedTo: _, ...from }: Part): PartChange<boolean> =>
  (part) => {
    if (part === undefined) return { said: true, part: { ...from, student, cohort } };
    const booked = part.booked ?? from.booked;
    const [task, openedAt] = [foldedTask(part, from), first(part.openedAt, from.openedAt)];
    const stops = { ...from.stops, ...part.stops };
    const folded: Part = {
      ...part,
      mails: foldedMails(part.mails, from.mails),
      ...(task && { task }),
      ...(openedAt && { openedAt }),
      ...(booked && { booked }),
      ...(Object.keys(stops).length > 0 && { stops: { ...part.stops, ...stops } }),
      revision: part.revision + (isSame(task, part.task) ? 0 : 1),
    };
    return isSame(folded, part) ? { said: false } : { said: true, part: folded };
  };

/** Marks a part as gone over into another person's, so that old links find it there. */
export const goingOver =
  (to: string): PartChange<boolean> =>
  (part) =>
    part === undefined || part.movedTo === to ? { said: false } : { said: true, part: { ...part, movedTo: to } };
