import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";
import { IsoDate } from "../time/yearly-day.ts";
import { MAIL_STATES, type MailStateName } from "./mail-states.ts";
import { firstStateOf, isSettled, TASK_STATES, TASK_TYPES, type TaskType } from "./task-states.ts";

export const WaveName = z
  .string()
  .check(
    z.regex(
      /^(open|remind-\d+|last-call|day-before(-\d+)?|moved-\d+|cancelled|seat-\d+|thanks|nudge-\d{4}-\d{2}-\d{2})$/,
    ),
  );

/** One mail: student, occurrence, wave. `ambiguous`: nobody knows whether SES took it. `retry`: SES surely did not. */
export const MailState = z.object({
  state: z.enum(MAIL_STATES),
  plannedAt: Instant,
  attempt: z.int(),
  at: Instant,
  messageId: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** Of a session's mail, the sequence of the session that it tells. */
  tells: z.optional(z.int()),
});
export type MailState = z.infer<typeof MailState>;

/** Weakest first. `attested`: by the person's own word. `verified`: by a list or witness. `waived`: by staff. */
export const EVIDENCE_LEVELS = ["attested", "verified", "waived"] as const;

export const EvidenceSource = z.enum(["link", "list", "office"]);

/** `by`: the opaque key of the person who said so, or the name of the list or official. `reason`: why it was waived. */
export const Evidence = z.object({
  source: EvidenceSource,
  by: z.string(),
  at: Instant,
  answer: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

export const Task = z.object({
  type: z.enum(TASK_TYPES),
  state: z.enum(TASK_STATES),
  at: Instant,
  evidence: z.partialRecord(z.enum(EVIDENCE_LEVELS), Evidence),
  /** Ids of the answers that its person gave without being done by them, in order, and when they first gave each. */
  answers: z.optional(z.record(z.string(), Instant)),
});
export type Task = z.infer<typeof Task>;

export const taskBegun = (type: TaskType, at: string): Task => ({ type, state: firstStateOf(type), at, evidence: {} });

/** Why mails are held back. `suppressed`: the student's address bounced or they complained. `paused`: staff said so. */
export const STOP_REASONS = ["suppressed", "paused"] as const;
export const StopReason = z.enum(STOP_REASONS);
export type StopReason = z.infer<typeof StopReason>;

/** A meeting that is arranged: who says so, and its school date where they know it. No mail or state goes by it. */
export const Booking = z.object({ by: z.string(), at: Instant, on: z.optional(IsoDate) });
export type Booking = z.infer<typeof Booking>;

/** One student's part in one occurrence: its task, where the milestone asks something, and its mails by wave. */
export const Part = z.object({
  occurrence: z.string(),
  milestone: z.string(),
  student: z.string(),
  cohort: z.string(),
  task: z.optional(Task),
  /** First opening of the link. It is no evidence for the task: mail scanners open links too. */
  openedAt: z.optional(Instant),
  /** Counts the changes of the task, so that listeners can ignore older events. */
  revision: z.int(),
  mails: z.record(z.string(), MailState),
  stops: z.optional(z.partialRecord(StopReason, Instant)),
  /** Of what asks for a meeting. */
  booked: z.optional(Booking),
  /** Key of the person as whose part it goes on: the two turned out to be one. */
  movedTo: z.optional(z.string()),
});
export type Part = z.infer<typeof Part>;

export const stopOf = ({ stops = {} }: Pick<Part, "stops">): StopReason | undefined =>
  STOP_REASONS.find((reason) => stops[reason] !== undefined);

/** False where the part has no task. */
export const isTaskSettled = (part: Pick<Part, "task"> | undefined): boolean =>
  part?.task !== undefined && isSettled(part.task.state);

export const isFree = (mail: MailState | undefined): boolean => mail === undefined || mail.state === "retry";

const NOT_OUT: readonly MailStateName[] = ["retry", "missed", "rejected", "left"];

/** True of a mail that went out, or that may have, or is about to. */
export const isOut = ({ state }: Pick<MailState, "state">): boolean => !NOT_OUT.includes(state);

/** The sequence of its session that a person was told last; undefined where they were told nothing of it. */
export const toldSequence = (part: Pick<Part, "mails"> | undefined): number | undefined => {
  const told = Object.values(part?.mails ?? {}).flatMap((mail) =>
    mail.tells !== undefined && isOut(mail) ? [mail.tells] : [],
  );
  return told.length === 0 ? undefined : Math.max(...told);
};
