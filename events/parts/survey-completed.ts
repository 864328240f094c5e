import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/** A student confirmed, on their own link, that they did what a milestone asked. */
export const SurveyCompleted = envelope(
  "survey.completed",
  z.object({
    student: z.string(),
    cohort: z.string(),
    milestone: z.string(),
    occurrence: z.string(),
    answer: z.string(),
    revision: z.int(),
  }),
);
export type SurveyCompleted = z.infer<typeof SurveyCompleted>;
