import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";
import { MAIL_STATES } from "./mail-states.ts";

/** The name of one mailing of an occurrence: `open`, `remind-1` …, `last-call`. */
export const WaveName = z.string().check(z.regex(/^(open|remind-\d+|last-call)$/));

/**
 * Where one mail (student, occurrence, wave) stands, as `domain/parts/mail-states.ts` lays down. `claimed` is written before
 * SES is called and the others after; what is `ambiguous` is never re-sent by itself. `retry`: SES said it did not send.
 */
export const MailState = z.object({
  state: z.enum(MAIL_STATES),
  plannedAt: Instant,
  attempt: z.int(),
  at: Instant,
  messageId: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export type MailState = z.infer<typeof MailState>;

/**
 * Why a part's mails are held back. `suppressed`: the student's address bounced or they complained; `paused`: staff said
 * so. In the order in which they are told.
 */
export const STOP_REASONS = ["suppressed", "paused"] as const;
export const StopReason = z.enum(STOP_REASONS);
export type StopReason = z.infer<typeof StopReason>;

/** One student's part in one occurrence: its task, where something is asked, and its mails by wave. */
export const Part = z.object({
  occurrence: z.string(),
  milestone: z.string(),
  /** The student's opaque key. */
  student: z.string(),
  cohort: z.string(),
  /** Absent where the milestone asks nothing. */
  status: z.optional(z.enum(["due", "completed"])),
  completedAt: z.optional(Instant),
  answer: z.optional(z.string()),
  /** When a completion was last taken back; absent where it is complete. */
  reopenedAt: z.optional(Instant),
  /** First time the link was opened, by a person or a mail scanner: says nothing about completion. */
  openedAt: z.optional(Instant),
  /** Counts the changes of `status`, so that listeners can ignore older news. */
  revision: z.int(),
  mails: z.record(z.string(), MailState),
  /** Since when each reason has held the part's mails back; absent where none does. */
  stops: z.optional(z.partialRecord(StopReason, Instant)),
});
export type Part = z.infer<typeof Part>;

/** The first reason that holds a part's mails back, if any. */
export const stopOf = ({ stops = {} }: Pick<Part, "stops">): StopReason | undefined =>
  STOP_REASONS.find((reason) => stops[reason] !== undefined);
