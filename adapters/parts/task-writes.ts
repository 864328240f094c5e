import { booking, unbooking } from "#domain/parts/booking.ts";
import { beginning } from "#domain/parts/part-changes.ts";
import { unverifying, unwaiving, verifying, waiving } from "#domain/parts/task-changes.ts";
import { changeOne, type GroupChanges } from "./group-changes.ts";
import type { Parts } from "./parts.ts";

/** What others say of a task; it changes no mail. */
export type TaskWrites = Pick<Parts, "begin" | "verify" | "unverify" | "waive" | "unwaive" | "book" | "unbook">;

/** Each is worked out from the part as it stands, so that running twice changes nothing more. */
export const taskWrites = (changeAll: GroupChanges): TaskWrites => ({
  begin: async (part, at) => {
    await changeOne(changeAll, part, beginning(part, at));
  },

  verify: (part, evidence) => changeOne(changeAll, part, verifying(evidence)),

  unverify: (part, seen) => changeOne(changeAll, part, unverifying(seen)),

  waive: (part, waived) => changeOne(changeAll, part, waiving(waived)),

  unwaive: (part, waived) => changeOne(changeAll, part, unwaiving(waived)),

  book: (part, booked) => changeOne(changeAll, part, booking(part, booked)),

  unbook: (part) => changeOne(changeAll, part, unbooking),
});
