import * as z from "zod/mini";
import { envelope } from "../envelope.ts";
import { evidenceTold, taskChange } from "./task-change.ts";

/** What was asked of a person is done or answered, or better evidence of that came. */
export const TaskCompleted = envelope(
  "task.completed",
  z.object({
    ...taskChange,
    evidence: evidenceTold,
    /** Id of the answer that they gave. */
    answer: z.optional(z.string()),
  }),
);
export type TaskCompleted = z.infer<typeof TaskCompleted>;
