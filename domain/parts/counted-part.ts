import * as z from "zod/mini";
import { MAIL_STATES } from "./mail-states.ts";
import { TASK_STATES } from "./task-states.ts";

/** All of a part that is looked at to count it. */
export const CountedPart = z.object({
  cohort: z.string(),
  task: z.optional(z.object({ state: z.enum(TASK_STATES), answers: z.optional(z.record(z.string(), z.unknown())) })),
  mails: z.record(z.string(), z.object({ state: z.enum(MAIL_STATES) })),
  movedTo: z.optional(z.string()),
});
export type CountedPart = z.infer<typeof CountedPart>;
