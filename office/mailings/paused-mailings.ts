import type { Choices } from "#adapters/choices/choices.ts";
import type { MailingState, Mailings } from "#adapters/mailings/mailings.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type MailingOutlook, outlookOf, plannedFor } from "#domain/forecast/mailing-outlook.ts";
import { countMailing, type MailingCounts } from "#domain/mail/breaker.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { isUseless } from "./invitation-over.ts";

/** What telling of paused mailings needs of the world. */
export interface PausedMailingsNeeds {
  program: Program;
  mailings: Pick<Mailings, "paused">;
  parts: Pick<Parts, "ofOccurrence">;
  people: Pick<People, "enrolled">;
  choices: Pick<Choices, "all">;
  school: Pick<SchoolRecord, "startedOn">;
}

/**
 * A mailing that is held back, how its mails fared, and what would go out were it resumed now; nothing where nothing
 * would.
 */
export interface PausedMailing extends Mailing, MailingCounts {
  paused: NonNullable<MailingState["paused"]>;
  next: MailingOutlook | undefined;
}

/** What is told of a mailing that a person paused. */
export const BY_HAND = "a person paused it";

/**
 * The mailings that are paused, in the order of their occurrences and waves, but those that stopped by themselves and
 * are over: no decision would let anything of them out. Changes nothing.
 * @param now ISO 8601 UTC
 */
export const pausedMailings = async (needs: PausedMailingsNeeds, now: string): Promise<PausedMailing[]> => {
  const held = (await needs.mailings.paused()).filter((one) => !isUseless(needs.program, one, now));
  if (held.length === 0) return [];
  const { program, people, choices, school } = needs;
  const [students, declined, startedOn] = await Promise.all([people.enrolled(), choices.all(), school.startedOn()]);
  const paused = new Set(held.map(mailingName));
  const told = held.map(async ({ occurrence, wave, paused: why }) => {
    const parts = await needs.parts.ofOccurrence(occurrence);
    const plan = { program, students, parts, declined, paused, startedOn: startedOn ?? "" };
    const next = outlookOf(plan, { occurrence, wave }, now);
    return why === undefined ? [] : [{ occurrence, wave, ...countMailing(parts, wave), paused: why, next }];
  });
  return (await Promise.all(told)).flat();
};

/**
 * Pauses a mailing by hand: what has not gone out is held back until somebody resumes it. False where it is paused
 * already. A pause counts as later than the last resumption, even where the clock of whoever pauses is behind, or
 * stands still.
 * @param at ISO 8601 UTC
 */
export const pauseMailing = async (
  mailings: Pick<Mailings, "get" | "pause">,
  { occurrence, wave }: Mailing,
  at: string,
): Promise<boolean> => {
  const resumedAt = (await mailings.get({ occurrence, wave }))?.resumedAt;
  const earliest = resumedAt === undefined ? 0 : Date.parse(resumedAt) + 1;
  const later = new Date(Math.max(Date.parse(at), earliest)).toISOString();
  return mailings.pause({ occurrence, wave }, { at: later, reason: BY_HAND });
};

/**
 * What resuming a paused mailing would come to. `mails`: at the most, on that morning; `own day`: planned that far
 * ahead.
 */
export type Resuming =
  | { kind: "mails"; mails: number; at: string }
  | { kind: "own day"; at: string }
  | { kind: "nothing" };

/** What resuming a paused mailing now would come to. @param now ISO 8601 UTC */
export const resumingComesTo = (program: Program, mailing: PausedMailing, now: string): Resuming => {
  const { next } = mailing;
  if (next !== undefined) return { kind: "mails", ...next };
  const planned = plannedFor(program, mailing);
  // A day that is weeks ahead is further than a resumed mailing is looked for.
  return planned !== undefined && planned > now ? { kind: "own day", at: planned } : { kind: "nothing" };
};
