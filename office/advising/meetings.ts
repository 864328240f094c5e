import type { Parts } from "#adapters/parts/parts.ts";
import { metWith } from "#domain/advising/meetings.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import type { Occurrence } from "#domain/calendar/occurrences.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { instantAt, schoolDate } from "#domain/time/dates.ts";
import { type AdvisingNeeds, type AskedItem, askedItem, askedOf, programOf } from "./own-students.ts";

/** What somebody may say of a meeting. */
export const MEETING_DECISIONS = ["booked", "held", "not booked", "not held"] as const;
export type MeetingDecision = (typeof MEETING_DECISIONS)[number];

/** Who says what of a meeting, and when. `on`: the school date of the meeting, where they say one. */
export interface MeetingOrder {
  decision: MeetingDecision;
  by: string;
  /** ISO 8601 UTC. */
  at: string;
  on?: string | undefined;
}

/** Where a meeting stands. `said held`: by the student's own word. */
export type MeetingStanding = "due" | "booked" | "said held" | "held" | "waived";

export const meetingStanding = (part: Pick<Part, "task" | "booked"> | undefined): MeetingStanding => {
  const { waived, verified } = part?.task?.evidence ?? {};
  if (waived) return "waived";
  if (verified) return "held";
  if (isTaskSettled(part)) return "said held";
  return part?.booked === undefined ? "due" : "booked";
};

/** What a meeting is decided by: another text once somebody else has changed it. */
export const meetingSeen = (part: Part | undefined): string =>
  `${part?.revision ?? 0} ${part?.booked?.at ?? ""}`.trim();

/** What somebody may say of it as it stands. @param by who asks: another's word stays theirs to take back */
export const meetingDecisions = (part: Part | undefined, by: string): MeetingDecision[] => {
  const standing = meetingStanding(part);
  const { verified } = part?.task?.evidence ?? {};
  if (standing === "due") return ["held", "booked"];
  if (standing === "booked") return ["held", "booked", "not booked"];
  if (standing === "said held") return ["held"];
  return standing === "held" && verified?.source === "office" && verified.by === by ? ["not held"] : [];
};

/** A meeting that is asked of a student, as of now; undefined where it is none, or not theirs. */
export const meetingOf = async (
  needs: Omit<AdvisingNeeds, "people" | "parts"> & { parts: Pick<Parts, "get"> },
  student: Student,
  id: string,
  now: string,
): Promise<AskedItem | undefined> => {
  const today = schoolDate(now, needs.program.school.timeZone);
  const occurrence = askedOf(await programOf(needs), student, today).find((one) => one.id === id);
  if (occurrence === undefined || metWith(occurrence.milestone) === undefined) return undefined;
  return askedItem(occurrence, await needs.parts.get(id, student.person), today);
};

// The day of a meeting, at noon; today's at this moment.
const heldAt = ({ on, at }: MeetingOrder, timeZone: string): string =>
  on === undefined || on >= schoolDate(at, timeZone) ? at : instantAt(on, "12:00", timeZone);

/**
 * Records what somebody says of a meeting, or takes it back. `held` settles its task as verified by them; `booked` is a
 * mark, and changes no mail. False where it stands so that this changes nothing. Running twice changes nothing more.
 */
export const recordMeeting = async (
  { parts, timeZone }: { parts: Pick<Parts, "begin" | "verify" | "unverify" | "book" | "unbook">; timeZone: string },
  student: Student,
  occurrence: Occurrence,
  order: MeetingOrder,
): Promise<boolean> => {
  const part = partOf(student, occurrence);
  const { by, at, on } = order;
  if (order.decision === "booked") return parts.book(part, { by, at, ...(on !== undefined && { on }) });
  if (order.decision === "not booked") return parts.unbook(part);
  if (order.decision === "not held") return parts.unverify(part, { by, at });
  await parts.begin(part, at);
  return parts.verify(part, { source: "office", by, at: heldAt(order, timeZone) });
};
