import * as z from "zod/mini";
import { addDays } from "../time/dates.ts";

export const Status = z.enum(["active", "leave", "withdrawn", "graduated", "deceased"]);
export type Status = z.infer<typeof Status>;

/** The years of a student's own, from which a program counts all others. */
export const Anchor = z.enum(["matriculation", "graduation"]);
export type Anchor = z.infer<typeof Anchor>;

const OwnDays = z.object({
  begins: z.optional(z.record(z.string(), z.iso.date())),
  leaveFrom: z.optional(z.iso.date()),
  leaveUntil: z.optional(z.iso.date()),
});

/** A person's course through a program: all that rules look at. `person` is their opaque key; no name, no address. */
export const Enrollment = z.object({
  person: z.string(),
  /** The program's id. */
  program: z.string(),
  track: z.string(),
  status: Status,
  anchors: z.record(Anchor, z.int()),
  /** For who is off the usual path: the school date on which a phase of theirs begins, by the phase's id. */
  begins: z.optional(z.record(z.string(), z.iso.date())),
  /** Matriculation years that the school gave before, the first one first: what was done under them stays done. */
  former: z.optional(z.array(z.int())),
  /** Own days that the school gave before: what was told or done under them is not told or done anew. */
  formerly: z.optional(z.array(OwnDays)),
  /** What they graduate with, as the school writes it: `MD`, `MD/PhD`. */
  degree: z.optional(z.string()),
  /** First and last school date of a leave. */
  leaveFrom: z.optional(z.iso.date()),
  leaveUntil: z.optional(z.iso.date()),
});
export type Enrollment = z.infer<typeof Enrollment>;

/** What they are on a school date: a leave with dates begins and ends by itself, whatever word is stored. */
export const statusOn = (
  { status, leaveFrom, leaveUntil }: Pick<Enrollment, "status" | "leaveFrom" | "leaveUntil">,
  day: string,
): Status => {
  const isOver = leaveUntil !== undefined && leaveUntil < day;
  if (status === "leave") return isOver ? "active" : "leave";
  return status === "active" && !isOver && leaveFrom !== undefined && leaveFrom <= day ? "leave" : status;
};

/** The first school date on which they were here again after a leave that is over; undefined where none is. */
export const returnedOn = (
  { status, leaveFrom, leaveUntil }: Pick<Enrollment, "status" | "leaveFrom" | "leaveUntil">,
  today: string,
): string | undefined => {
  const wasAway = leaveUntil !== undefined && leaveUntil < today && (status === "leave" || leaveFrom !== undefined);
  return wasAway ? addDays(leaveUntil, 1) : undefined;
};

/** True of those to whom the school still has something to say: who is gone is not. */
export const isHere = ({ status }: Pick<Enrollment, "status">): boolean => status === "active" || status === "leave";

/** What a class has in common. The calendar's rules look at nothing else, so one answer serves a whole class. */
export interface OfClass
  extends Pick<Enrollment, "track" | "anchors" | "begins" | "degree" | "leaveFrom" | "leaveUntil"> {
  society?: string | undefined;
  specialty?: string | undefined;
}
