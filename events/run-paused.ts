import * as z from "zod/mini";
import { WaveName } from "#domain/part.ts";
import { envelope } from "./envelope.ts";

/** A run (one wave of one occurrence) is held back: too many of its mails bounced or brought complaints, or a person said so. */
export const RunPaused = envelope(
  "run.paused",
  z.object({
    occurrence: z.string(),
    wave: WaveName,
    /** Counts, or that a person paused it; names nobody. */
    reason: z.string(),
  }),
);
export type RunPaused = z.infer<typeof RunPaused>;
