import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/** A student moved into a phase. */
export const PhaseEntered = envelope(
  "phase.entered",
  z.object({ student: z.string(), cohort: z.string(), phase: z.string(), from: z.optional(z.string()) }),
);
export type PhaseEntered = z.infer<typeof PhaseEntered>;
