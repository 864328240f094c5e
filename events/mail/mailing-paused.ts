import * as z from "zod/mini";
import { WaveName } from "#domain/parts/part.ts";
import { envelope } from "../envelope.ts";

/**
 * A mailing (one wave of one occurrence) is held back: too many of its mails bounced or brought complaints, or a person
 * said so.
 */
export const MailingPaused = envelope(
  "run.paused",
  z.object({
    occurrence: z.string(),
    wave: WaveName,
    /** Counts, or that a person paused it; names nobody. */
    reason: z.string(),
  }),
);
export type MailingPaused = z.infer<typeof MailingPaused>;
