import * as z from "zod/mini";
import { MAIL_STATES } from "./mail-states.ts";
import { isOut, type Part } from "./part.ts";
import { isSettled, TASK_STATES } from "./task-states.ts";

/** `in part`: open, and answered in part. `told` and `untold`: of what asks nothing, whether its mail went out. */
export const STANDINGS = ["done", "waived", "open", "in part", "told", "untold"] as const;
export type PartStanding = (typeof STANDINGS)[number];

export type Counts = Readonly<Record<PartStanding, number>>;

export const NOTHING_COUNTED: Counts = { done: 0, waived: 0, open: 0, "in part": 0, told: 0, untold: 0 };

export const CountedPart = z.object({
  cohort: z.string(),
  task: z.optional(z.object({ state: z.enum(TASK_STATES), answers: z.optional(z.record(z.string(), z.unknown())) })),
  mails: z.record(z.string(), z.object({ state: z.enum(MAIL_STATES) })),
  movedTo: z.optional(z.string()),
});
export type CountedPart = z.infer<typeof CountedPart>;

/** Where a part stands; undefined of one that goes on as another person's: it is counted there. */
export const standingOf = ({ task, mails, movedTo }: Omit<CountedPart, "cohort">): PartStanding | undefined => {
  if (movedTo !== undefined) return undefined;
  if (task === undefined) return Object.values(mails).some(isOut) ? "told" : "untold";
  if (task.state === "waived") return "waived";
  if (isSettled(task.state)) return "done";
  return task.answers === undefined ? "open" : "in part";
};

export const isCountedAnew = (before: Part | undefined, after: Part): boolean =>
  before === undefined || before.cohort !== after.cohort || standingOf(before) !== standingOf(after);

export const added = (one: Counts, other: Counts): Counts => {
  const sum = { ...one };
  for (const standing of STANDINGS) sum[standing] += other[standing];
  return sum;
};

export const countsByCohort = (parts: readonly CountedPart[]): Map<string, Counts> => {
  const counts = new Map<string, Record<PartStanding, number>>();
  for (const part of parts) {
    const standing = standingOf(part);
    if (standing === undefined) continue;
    const known = counts.get(part.cohort) ?? { ...NOTHING_COUNTED };
    counts.set(part.cohort, known);
    known[standing] += 1;
  }
  return counts;
};
export const askedOf = (counts: Counts): { asked: number; done: number; waived: number; open: number } => {
  const open = counts.open + counts["in part"];
  return { asked: counts.done + counts.waived + open, done: counts.done, waived: counts.waived, open };
};
