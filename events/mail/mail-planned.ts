import * as z from "zod/mini";
import { WaveName } from "#domain/parts/part.ts";
import { GROUP_SIZE } from "#domain/people/student-groups.ts";
import { Instant } from "#domain/time/instant.ts";

/** Most students one message may name: three groups of classmates, who share a sender's turn and its call. */
export const MAILS_PER_MESSAGE = 3 * GROUP_SIZE;

/**
 * Message of the mail queue: these students are due this wave. Names students by school id, so it stays inside the
 * queue. `subject`: the kind of thing that the mail is about, absent for an occurrence of a milestone.
 */
export const MailPlanned = z.object({
  type: z.literal("mail.planned"),
  version: z.literal(1),
  subject: z.optional(z.string()),
  milestone: z.string(),
  occurrence: z.string(),
  wave: WaveName,
  plannedAt: Instant,
  studentIds: z.array(z.string()).check(z.minLength(1), z.maxLength(MAILS_PER_MESSAGE)),
});
export type MailPlanned = z.infer<typeof MailPlanned>;
