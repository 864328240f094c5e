import { findOccurrence, type Occurrence, occurrencesIn } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { MailStateName } from "../parts/mail-states.ts";
import { isTaskSettled, type MailState, type Part, stopOf } from "../parts/part.ts";
import { addDays } from "../time/dates.ts";
import { whyMissed } from "./planning.ts";

/** A mail of which nobody knows whether it went out: silence of SES is no proof that it did not. */
export interface UnknownMail {
  part: Part;
  wave: string;
  mail: MailState;
}

/** Minutes after which a claim that nobody settled is nobody's: many times as long as a sender may live. */
const LEASE_MINUTES = 15;

/** Minutes that a mail may be unknown before people are told: SES's events mostly come within seconds. */
const SILENCE_MINUTES = 30;

/** Days, after those in which a wave may still go out, for which its mails are looked at without being asked. */
const DAYS_AFTER = 3;

const before = (instant: string, minutes: number): number => Date.parse(instant) - minutes * 60_000;

/** What is recorded of the claims that nobody holds any more: a sender died, and nobody knows whether they went out. */
export const abandonedMails = (part: Part, now: string): UnknownMail[] =>
  Object.entries(part.mails)
    .filter(([, { state, at }]) => state === "claimed" && Date.parse(at) < before(now, LEASE_MINUTES))
    .map(([wave, mail]) => ({
      part,
      wave,
      mail: { ...mail, state: "ambiguous", at: now, reason: "its sender never came back" },
    }));

/** The mails of a part that stand at a state. */
export const mailsAt = (part: Part, at: MailStateName): UnknownMail[] =>
  Object.entries(part.mails)
    .filter(([, { state }]) => state === at)
    .map(([wave, mail]) => ({ part, wave, mail }));

/** The mails of a part of which nobody knows whether they went out. */
export const unknownMails = (part: Part): UnknownMail[] => mailsAt(part, "ambiguous");

/** True where a mail has been unknown for so long that a person should decide. */
export const isSilent = ({ mail }: UnknownMail, now: string): boolean =>
  Date.parse(mail.at) <= before(now, SILENCE_MINUTES);

/**
 * What a person may decide of an unknown mail. `send again`: its student may get it twice. `leave`: they may never get
 * it.
 */
export type Decision = "send again" | "leave";

/** Where an unknown mail stands once a person has decided. */
export const decidedMail = ({ mail }: UnknownMail, decision: Decision, at: string): MailState =>
  decision === "send again"
    ? { ...mail, state: "retry", at, reason: "an administrator said to send it again" }
    : { ...mail, state: "left", at, reason: "an administrator left it" };

const wasSentLately = ({ school }: Program, { waves }: Occurrence, today: string): boolean =>
  waves.some(({ day }) => day <= today && today <= addDays(day, school.catchUpDays + DAYS_AFTER));

/**
 * Ids of the occurrences of which mails may have gone out in the last days, whoever they concern: a rule of the program
 * alone, so that no roster has to be read for it. `today`: a school date.
 */
export const occurrencesSentLately = (program: Program, today: string): string[] => {
  const year = Number(today.slice(0, 4));
  // An occurrence is called by the year of its first day, which may be the one before.
  return program.milestones.flatMap(({ id }) =>
    [year - 1, year]
      .flatMap((of) => occurrencesIn(program, id, of))
      .filter((occurrence) => wasSentLately(program, occurrence, today))
      .map((occurrence) => occurrence.id),
  );
};

/** Why a mail would not go out though a person said to send it again, on that school date; undefined where it would. */
export const whyNotAgain = (program: Program, { part, wave }: UnknownMail, today: string): string | undefined => {
  if (isTaskSettled(part)) return "its student has done it since";
  const stop = stopOf(part);
  if (stop !== undefined) return `its student's mails are held back (${stop})`;
  const occurrence = findOccurrence(program, part.occurrence);
  const planned = occurrence?.waves.find(({ name }) => name === wave);
  if (occurrence === undefined || planned === undefined) return "the program has it no more";
  return whyMissed(program, occurrence, planned, today);
};
