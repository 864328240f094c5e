import * as z from "zod/mini";
import { Instant, WaveName } from "#domain/part.ts";

/** Most students one message may name: what one `SendBulkEmail` call takes (SES quota). */
export const MAILS_PER_MESSAGE = 50;

/** Message of the mail queue: these students are due this wave. Names students by school id, so it stays inside the queue. */
export const MailPlanned = z.object({
  type: z.literal("mail.planned"),
  version: z.literal(1),
  milestone: z.string(),
  occurrence: z.string(),
  wave: WaveName,
  plannedAt: Instant,
  studentIds: z.array(z.string()).check(z.minLength(1), z.maxLength(MAILS_PER_MESSAGE)),
});
export type MailPlanned = z.infer<typeof MailPlanned>;
