import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { EscalationEntry } from "#domain/escalation/advisor-mails.ts";
import { Instant } from "#domain/time/instant.ts";

/**
 * Where a mail to an advisor stands. `claimed`: it may have gone out. `refused`: SES surely did not take it, and may
 * later. `unknown`: its answer was lost. `rejected`: SES takes none like it. `failed`: it came back, or was
 * complained of. `nobody`: there was no address.
 */
export const ESCALATION_STATES = ["claimed", "sent", "refused", "unknown", "rejected", "failed", "nobody"] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

/** Where a mail stands that may have gone out, so that SES may tell that it failed. */
export const MAY_FAIL: readonly EscalationState[] = ["claimed", "sent", "unknown"];

/** What an advisor says of a student with one click. */
export const ADVISOR_ANSWERS = ["talk", "waive", "wrong"] as const;
export const AdvisorAnswer = z.enum(ADVISOR_ANSWERS);
export type AdvisorAnswer = z.infer<typeof AdvisorAnswer>;

export const GivenAnswer = z.object({ answer: AdvisorAnswer, at: Instant });
export type GivenAnswer = z.infer<typeof GivenAnswer>;

/** One mail to one advisor on one morning. `answers`: by the students' opaque keys. */
export interface EscalationMail {
  id: string;
  /** When it was claimed. */
  at: string;
  to?: string | undefined;
  state: EscalationState;
  reason?: string | undefined;
  entries: EscalationEntry[];
  answers: Readonly<Record<string, GivenAnswer>>;
}

/** Names a mail in the store, its link and its tags, by a school date: no address stands in it. */
export const escalationId = (program: string, day: string, to: string | undefined): string => {
  if (to === undefined) return `${day}-nobody`;
  const digest = createHash("sha256").update(`${program}/${to.toLowerCase()}`).digest("base64url");
  return `${day}-${digest.slice(0, 22)}`;
};

/** The mails to advisors of one program. */
export interface Escalations {
  /** Those of a school date or later, or all for an empty text, in the order of their ids, as of now. */
  since(day: string): Promise<EscalationMail[]>;
  get(id: string): Promise<EscalationMail | undefined>;
  /**
   * Claims a mail before it is sent, with whom it names. False where it was claimed before, unless SES surely refused
   * it.
   */
  claim(mail: Pick<EscalationMail, "id" | "at" | "to" | "state" | "entries">): Promise<boolean>;
  /** Records how a claimed mail ended; does nothing where there is none, or where it has failed meanwhile. */
  settle(id: string, ended: Pick<EscalationMail, "state" | "reason">): Promise<void>;
  /** Records that a mail that may have gone out failed. False where it is known, or there is no such mail. */
  fail(id: string, reason: string): Promise<boolean>;
  /** Records what the advisor said of a student, in place of what was said before. False where there is no mail. */
  answer(id: string, student: string, given: GivenAnswer): Promise<boolean>;
  /** Takes it back; does nothing where nothing stands. */
  takeBack(id: string, student: string): Promise<void>;
}
