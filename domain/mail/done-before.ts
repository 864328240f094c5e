import { formerOf, movedOf, type PlannedStudent } from "../calendar/current-occurrences.ts";
import type { Occurrence } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { MailStateName } from "../parts/mail-states.ts";
import { isTaskSettled, type MailState, type Part } from "../parts/part.ts";
import { carriersOf } from "./welcome.ts";

const PLANNED_AGAIN: readonly MailStateName[] = ["retry", "missed", "rejected"];

const isOut = (mail: MailState | undefined): boolean => mail !== undefined && !PLANNED_AGAIN.includes(mail.state);

/** True where its opening mail went out, or the mail did that carried it; what is not known of here is long past. */
const wasTold = (known: KnownParts, part: Part): boolean =>
  isOut(part.mails.open) ||
  carriersOf(part).some((by) => {
    const carrier = known.get(partName({ occurrence: by, student: part.student }));
    return carrier === undefined || Object.values(carrier.mails).some(isOut);
  });

const isDone = (known: KnownParts, part: Part): boolean =>
  part.task === undefined ? wasTold(known, part) : isTaskSettled(part);

const isSoOfPart =
  (known: KnownParts, { person: student }: PlannedStudent, isSo: (known: KnownParts, part: Part) => boolean) =>
  ({ id: occurrence }: Occurrence): boolean => {
    const part = known.get(partName({ occurrence, student }));
    return part !== undefined && isSo(known, part);
  };

/** Done stays done where the school gives another matriculation year. */
export const wasDone = (
  program: Program,
  known: KnownParts,
  student: PlannedStudent,
  occurrence: Occurrence,
): boolean => formerOf(program, student, occurrence).some(isSoOfPart(known, student, isDone));

/** The id under which what is named by an own day was told of, before that day moved. */
export const toldAs = (
  program: Program,
  known: KnownParts,
  student: PlannedStudent,
  occurrence: Occurrence,
): string | undefined => {
  const { type } = occurrence.milestone.when;
  if (student.formerly === undefined || (type !== "from-phase" && type !== "from-leave")) return undefined;
  return movedOf(program, student, occurrence).find(isSoOfPart(known, student, wasTold))?.id;
};

export type KnownParts = ReadonlyMap<string, Part>;

export const partName = ({ occurrence, student }: Pick<Part, "occurrence" | "student">): string =>
  `${occurrence}/${student}`;

export const knownParts = (parts: readonly Part[]): KnownParts => new Map(parts.map((part) => [partName(part), part]));
