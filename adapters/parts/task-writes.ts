import { booking, unbooking } from "#domain/parts/booking.ts";
import type { PartChange, PartName } from "#domain/parts/part-changes.ts";
import { beginning } from "#domain/parts/part-changes.ts";
import {
  attesting,
  opening,
  progressing,
  reopening,
  retracting,
  unverifying,
  unwaiving,
  verifying,
  waiving,
} from "#domain/parts/task-changes.ts";
import { type GroupChanges, UNSAID } from "./group-changes.ts";
import type { SaidOfMember } from "./part-groups.ts";
import type { Parts } from "./parts.ts";

/** What was said of a member's change; throws why there is nothing. */
export const mustBeSaid = <Said>(said: SaidOfMember<Said>): Said => {
  if ("failure" in said) throw said.failure;
  return said.said;
};

/** Changes one part. */
export const changeOne = async <Said>(
  changeAll: GroupChanges,
  part: PartName,
  change: PartChange<Said>,
): Promise<Said> => mustBeSaid((await changeAll([{ part, change }]))[0] ?? UNSAID);

/** What changes a task, and no mail. */
export type TaskWrites = Pick<
  Parts,
  | "markOpened"
  | "complete"
  | "begin"
  | "progress"
  | "retract"
  | "verify"
  | "unverify"
  | "waive"
  | "unwaive"
  | "reopen"
  | "book"
  | "unbook"
>;

/** Each is worked out from the part as it stands, so that running twice changes nothing more. */
export const taskWrites = (changeAll: GroupChanges): TaskWrites => ({
  markOpened: async (occurrence, student, at) => {
    await changeOne(changeAll, { occurrence, student }, opening(at));
  },

  complete: (occurrence, student, answer) => changeOne(changeAll, { occurrence, student }, attesting(answer)),

  begin: async (part, at) => {
    await changeOne(changeAll, part, beginning(part, at));
  },

  progress: (occurrence, student, answer) => changeOne(changeAll, { occurrence, student }, progressing(answer)),

  retract: (occurrence, student, answer) => changeOne(changeAll, { occurrence, student }, retracting(answer)),

  verify: (part, evidence) => changeOne(changeAll, part, verifying(evidence)),

  unverify: (part, seen) => changeOne(changeAll, part, unverifying(seen)),

  waive: (part, waived) => changeOne(changeAll, part, waiving(waived)),

  unwaive: (part, waived) => changeOne(changeAll, part, unwaiving(waived)),

  reopen: (occurrence, student, at, by) => changeOne(changeAll, { occurrence, student }, reopening(at, by)),

  book: (part, booked) => changeOne(changeAll, part, booking(part, booked)),

  unbook: (part) => changeOne(changeAll, part, unbooking),
});
