import type { CountedPart } from "./counted-part.ts";
import { isOut, type Part } from "./part.ts";
import { isSettled } from "./task-states.ts";

/** `in part`: open, and answered in part. `told` and `untold`: of what asks nothing, whether its mail went out. */
export const STANDINGS = ["done", "waived", "open", "in part", "told", "untold"] as const;
export type PartStanding = (typeof STANDINGS)[number];

/** What is counted of parts: where they stand, and their mails of which nobody knows whether they went out. */
export const COUNTED = [...STANDINGS, "unknown mails"] as const;
export type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;

const NO_PART = { done: 0, waived: 0, open: 0, "in part": 0, told: 0, untold: 0 };
export const NOTHING_COUNTED: Counts = { ...NO_PART, "unknown mails": 0 };

/** Where a part stands; undefined of one that goes on as another person's: it is counted there. */
export const standingOf = ({ task, mails, movedTo }: Omit<CountedPart, "cohort">): PartStanding | undefined => {
  if (movedTo !== undefined) return undefined;
  if (task === undefined) return Object.values(mails).some(isOut) ? "told" : "untold";
  if (task.state === "waived") return "waived";
  if (isSettled(task.state)) return "done";
  return task.answers === undefined ? "open" : "in part";
};

const unknownIn = ({ mails, movedTo }: Omit<CountedPart, "cohort">): number =>
  movedTo === undefined ? Object.values(mails).filter(({ state }) => state === "ambiguous").length : 0;

export const isCountedAnew = (before: Part | undefined, after: Part): boolean =>
  before === undefined ||
  before.cohort !== after.cohort ||
  standingOf(before) !== standingOf(after) ||
  unknownIn(before) !== unknownIn(after);

export const added = (one: Counts, other: Counts): Counts => {
  const sum = { ...one };
  for (const name of COUNTED) sum[name] += other[name];
  return sum;
};

export const countsByCohort = (parts: readonly CountedPart[]): Map<string, Counts> => {
  const counts = new Map<string, { -readonly [Name in keyof Counts]: number }>();
  for (const part of parts) {
    const standing = standingOf(part);
    if (standing === undefined) continue;
    const known = counts.get(part.cohort) ?? { ...NOTHING_COUNTED };
    counts.set(part.cohort, known);
    known[standing] += 1;
    known["unknown mails"] += unknownIn(part);
  }
  return counts;
};
export const askedOf = (counts: Counts): { asked: number; done: number; waived: number; open: number } => {
  const open = counts.open + counts["in part"];
  return { asked: counts.done + counts.waived + open, done: counts.done, waived: counts.waived, open };
};
