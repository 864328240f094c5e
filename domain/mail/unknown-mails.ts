import { findOccurrence, type Occurrence, occurrencesIn } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { MailStateName } from "../parts/mail-states.ts";
import { isTaskSettled, type MailState, type Part, stopOf } from "../parts/part.ts";
import { addDays } from "../time/dates.ts";
import { whyMissed } from "./planning.ts";

/** Nobody knows whether this mail went out: SES's silence does not prove that it did not. */
export interface UnknownMail {
  part: Part;
  wave: string;
  mail: MailState;
}

// A sender lives far shorter, so nobody holds a claim of that age.
const LEASE_MINUTES = 15;

// SES's events mostly come within seconds.
const SILENCE_MINUTES = 30;

// For so long after its catch-up days a wave's unknown mails still show without being asked for.
const DAYS_AFTER = 3;

const before = (instant: string, minutes: number): number => Date.parse(instant) - minutes * 60_000;

/** Claims whose sender never came back, as the ambiguous mails to record instead. */
export const abandonedMails = (part: Part, now: string): UnknownMail[] =>
  Object.entries(part.mails)
    .filter(([, { state, at }]) => state === "claimed" && Date.parse(at) < before(now, LEASE_MINUTES))
    .map(([wave, mail]) => ({
      part,
      wave,
      mail: { ...mail, state: "ambiguous", at: now, reason: "its sender never came back" },
    }));

export const mailsAt = (part: Part, at: MailStateName): UnknownMail[] =>
  Object.entries(part.mails)
    .filter(([, { state }]) => state === at)
    .map(([wave, mail]) => ({ part, wave, mail }));

export const unknownMails = (part: Part): UnknownMail[] => mailsAt(part, "ambiguous");

/** True where a mail has been unknown for so long that a person should decide. */
export const isSilent = ({ mail }: UnknownMail, now: string): boolean =>
  Date.parse(mail.at) <= before(now, SILENCE_MINUTES);

/** `send again`: the student may get it twice. `leave`: the student may never get it. */
export type Decision = "send again" | "leave";

export const decidedMail = ({ mail }: UnknownMail, decision: Decision, at: string): MailState =>
  decision === "send again"
    ? { ...mail, state: "retry", at, reason: "an administrator said to send it again" }
    : { ...mail, state: "left", at, reason: "an administrator left it" };

const wasSentLately = ({ school }: Program, { waves }: Occurrence, today: string): boolean =>
  waves.some(({ day }) => day <= today && today <= addDays(day, school.catchUpDays + DAYS_AFTER));

/** Ids of the occurrences that may have sent mails of late. No roster is read for it. `today`: a school date. */
export const occurrencesSentLately = (program: Program, today: string): string[] => {
  const year = Number(today.slice(0, 4));
  // An occurrence is named after the year of its first day, which may be last year.
  return program.milestones.flatMap(({ id }) =>
    [year - 1, year]
      .flatMap((of) => occurrencesIn(program, id, of))
      .filter((occurrence) => wasSentLately(program, occurrence, today))
      .map((occurrence) => occurrence.id),
  );
};

/** Why a mail would not go out that day though staff said to send it again; undefined where it would. */
export const whyNotAgain = (program: Program, { part, wave }: UnknownMail, today: string): string | undefined => {
  if (isTaskSettled(part)) return "its student has done it since";
  const stop = stopOf(part);
  if (stop !== undefined) return `its student's mails are held back (${stop})`;
  const occurrence = findOccurrence(program, part.occurrence);
  const planned = occurrence?.waves.find(({ name }) => name === wave);
  if (occurrence === undefined || planned === undefined) return "the program has it no more";
  return whyMissed(program, occurrence, planned, today);
};
