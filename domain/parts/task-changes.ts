import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";
import type { Part } from "./part.ts";
import type { PartChange } from "./part-changes.ts";

/** Marks the first opening of a part that is there. */
export const opening =
  (at: string): PartChange<boolean> =>
  (part) =>
    part && part.openedAt === undefined ? { said: true, part: { ...part, openedAt: at } } : { said: false };

/**
 * Completes a task that is due, and one that the program came to ask only after the part began. Answers the part as it
 * stands completed: a second completion is answered the first.
 */
export const completing =
  (answer: { id: string; at: string }): PartChange<Part | undefined> =>
  (part) => {
    if (part === undefined || part.status === "completed") return { said: part };
    const { reopenedAt: _, ...rest } = part;
    const done = { status: "completed" as const, completedAt: answer.at, answer: answer.id };
    const completed = { ...rest, ...done, revision: part.revision + 1 };
    return { said: completed, part: completed };
  };

/** Makes a completed task due again. */
export const reopening =
  (at: string): PartChange<boolean> =>
  (part) => {
    if (part?.status !== "completed") return { said: false };
    const { completedAt: _, answer: __, ...rest } = part;
    return { said: true, part: { ...rest, status: "due", reopenedAt: at, revision: part.revision + 1 } };
  };

/** What a change made of a task: completed, or due again. */
export const TaskChange = z.object({
  student: z.string(),
  cohort: z.string(),
  milestone: z.string(),
  occurrence: z.string(),
  revision: z.int(),
  status: z.enum(["due", "completed"]),
  at: Instant,
  /** Present where it was completed. */
  answer: z.optional(z.string()),
});
export type TaskChange = z.infer<typeof TaskChange>;

/** What a change of a part made of its task; nothing where the task is as it was, or has only begun. */
export const taskChangeOf = (before: Part | undefined, after: Part): TaskChange | undefined => {
  const { student, cohort, milestone, occurrence, revision, status, answer } = after;
  const at = after.completedAt ?? after.reopenedAt;
  if (revision === (before?.revision ?? 0) || status === undefined || at === undefined) return undefined;
  return { student, cohort, milestone, occurrence, revision, status, at, ...(answer === undefined ? {} : { answer }) };
};
