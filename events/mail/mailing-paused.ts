import * as z from "zod/mini";
import { FIRST_MAILING_CAUSES } from "#domain/mail/first-mailing.ts";
import { WaveName } from "#domain/parts/part.ts";
import { envelope } from "../envelope.ts";

/**
 * A mailing (one wave of one occurrence) is held back: too many of its mails bounced or brought complaints, a person
 * said so, or it is a first mailing that waits for approval or has far more recipients than last year.
 */
export const MailingPaused = envelope(
  "run.paused",
  z.object({
    occurrence: z.string(),
    wave: WaveName,
    /** Counts, or that a person paused it; names nobody. */
    reason: z.string(),
    /** Of a first mailing that stopped before anything of it went out; absent of every other pause. */
    cause: z.optional(z.enum(FIRST_MAILING_CAUSES)),
  }),
);
export type MailingPaused = z.infer<typeof MailingPaused>;
