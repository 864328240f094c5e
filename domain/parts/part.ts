import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";
import { MAIL_STATES } from "./mail-states.ts";
import { firstStateOf, isSettled, TASK_STATES, TASK_TYPES, type TaskType } from "./task-states.ts";

/** The name of one mailing of an occurrence: `open`, `remind-1` …, `last-call`. */
export const WaveName = z.string().check(z.regex(/^(open|remind-\d+|last-call)$/));

/**
 * Where one mail (student, occurrence, wave) stands, as `domain/parts/mail-states.ts` lays down. `claimed` is written
 * before SES is called and the others after; what is `ambiguous` is never re-sent by itself. `retry`: SES said it did
 * not send.
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
 * How well something is known of a task, the weakest first. `attested`: its person says so. `verified`: a list or
 * another person shows it. `waived`: staff excused them. That a link was opened is no evidence, since mail scanners
 * open links.
 */
export const EVIDENCE_LEVELS = ["attested", "verified", "waived"] as const;

/** Where evidence comes from: the person's own link, a dated list such as that of a test's publisher, or staff. */
export const EvidenceSource = z.enum(["link", "list", "office"]);

/** What shows how a task stands. `by`: the opaque key of the person who said so, or the list's or official's name. */
export const Evidence = z.object({
  source: EvidenceSource,
  by: z.string(),
  at: Instant,
  /** Id of the answer given. */
  answer: z.optional(z.string()),
  /** Why it was waived. */
  reason: z.optional(z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

/** Where one task stands, as `domain/parts/task-states.ts` lays down, and the newest evidence of each level for it. */
export const Task = z.object({
  type: z.enum(TASK_TYPES),
  state: z.enum(TASK_STATES),
  /** Since when it stands there. */
  at: Instant,
  evidence: z.partialRecord(z.enum(EVIDENCE_LEVELS), Evidence),
});
export type Task = z.infer<typeof Task>;

/** A task as it begins. */
export const taskBegun = (type: TaskType, at: string): Task => ({ type, state: firstStateOf(type), at, evidence: {} });

/**
 * Why a part's mails are held back. `suppressed`: the student's address bounced or they complained; `paused`: staff
 * said so. In the order in which they are told.
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
  task: z.optional(Task),
  /** First time the link was opened, by a person or a mail scanner: says nothing about completion. */
  openedAt: z.optional(Instant),
  /** Counts the changes of the task, so that listeners can ignore older news. */
  revision: z.int(),
  mails: z.record(z.string(), MailState),
  /** Since when each reason has held the part's mails back; absent where none does. */
  stops: z.optional(z.partialRecord(StopReason, Instant)),
});
export type Part = z.infer<typeof Part>;

/** The first reason that holds a part's mails back, if any. */
export const stopOf = ({ stops = {} }: Pick<Part, "stops">): StopReason | undefined =>
  STOP_REASONS.find((reason) => stops[reason] !== undefined);

/** True where a part has a task of which nothing is asked any more; false where it has none. */
export const isTaskSettled = (part: Pick<Part, "task"> | undefined): boolean =>
  part?.task !== undefined && isSettled(part.task.state);
