import * as z from "zod/mini";
import { OccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { WaveName } from "#domain/parts/part.ts";
import { GROUP_SIZE } from "#domain/people/student-groups.ts";
import { Instant } from "#domain/time/instant.ts";

/** Most people one message may name: three groups of classmates, who share a sender's turn and its call. */
export const MAILS_PER_MESSAGE = 3 * GROUP_SIZE;

const InDigest = z.object({
  occurrence: z.string(),
  wave: WaveName,
  plannedAt: Instant,
  subject: z.optional(z.string()),
});

/**
 * Message of the mail queue: these people are due this wave of an occurrence of this program.
 */
export const MailPlanned = z.object({
  type: z.literal("mail.planned"),
  version: z.literal(2),
  /** Id of the program: another one may have an occurrence that is called the same. */
  program: z.string(),
  occurrence: z.string(),
  wave: WaveName,
  plannedAt: Instant,
  /** By the school's own ids, so that the message stays inside the queue. */
  people: z.array(z.string()).check(z.minLength(1), z.maxLength(MAILS_PER_MESSAGE)),
  /** Other occurrences that the letter tells of too, by id: the welcome of somebody who came late. */
  carries: z.optional(z.array(OccurrenceId).check(z.minLength(1))),
  /** What else is in this digest, with its own wave and subject; what the message names first is in it too. */
  digest: z.optional(z.array(InDigest).check(z.minLength(1))),
  /** The kind of thing that the mail is about; absent for an occurrence of a milestone. */
  subject: z.optional(z.string()),
});
export type MailPlanned = z.infer<typeof MailPlanned>;
