import { formerOf, movedOf, type PlannedStudent } from "../calendar/current-occurrences.ts";
import type { Occurrence } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { MailStateName } from "../parts/mail-states.ts";
import { isTaskSettled, type Part } from "../parts/part.ts";

const PLANNED_AGAIN: readonly MailStateName[] = ["retry", "missed", "rejected"];

const isDone = (part: Part): boolean =>
  part.task === undefined
    ? part.mails.open !== undefined && !PLANNED_AGAIN.includes(part.mails.open.state)
    : isTaskSettled(part);

/** Done stays done where the school gives another matriculation year. */
export const wasDone = (
  program: Program,
  known: KnownParts,
  student: PlannedStudent,
  occurrence: Occurrence,
): boolean =>
  formerOf(program, student, occurrence).some(({ id }) => {
    const part = known.get(partName(id, student));
    return part !== undefined && isDone(part);
  });

/** The id under which the opening mail of what is named by an own day went out, before that day moved. */
export const toldAs = (
  program: Program,
  known: KnownParts,
  student: PlannedStudent,
  occurrence: Occurrence,
): string | undefined => {
  const { type } = occurrence.milestone.when;
  if (student.formerly === undefined || (type !== "from-phase" && type !== "from-leave")) return undefined;
  const told = movedOf(program, student, occurrence).find(({ id }) => {
    const open = known.get(partName(id, student))?.mails.open;
    return open !== undefined && !PLANNED_AGAIN.includes(open.state);
  });
  return told?.id;
};

export type KnownParts = ReadonlyMap<string, Part>;

export const partName = (occurrence: string, { person }: PlannedStudent): string => `${occurrence}/${person}`;

export const knownParts = (parts: readonly Part[]): KnownParts =>
  new Map(parts.map((part) => [`${part.occurrence}/${part.student}`, part]));
