import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/** A completion was taken back ("not you? undo"); the task is due again. */
export const SurveyReopened = envelope(
  "survey.reopened",
  z.object({
    student: z.string(),
    cohort: z.string(),
    milestone: z.string(),
    occurrence: z.string(),
    revision: z.int(),
  }),
);
export type SurveyReopened = z.infer<typeof SurveyReopened>;
