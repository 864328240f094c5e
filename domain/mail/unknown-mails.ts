import type { PlannedStudent } from "../calendar/current-occurrences.ts";
import { lastDayOf, whyMissed } from "../calendar/lateness.ts";
import { occurrencesOnOwnDays } from "../calendar/live-links.ts";
import { findOccurrence, type Occurrence, occurrencesOpenIn } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { MailStateName } from "../parts/mail-states.ts";
import { isTaskSettled, type MailState, type Part, stopOf } from "../parts/part.ts";
import { addDays, yearOf } from "../time/dates.ts";

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

/** Days after a wave's catch-up time: for `TELLING` an alarm tells of its unknown mails, for `GIVING_UP` claims end. */
export const [TELLING, GIVING_UP] = [3, 31];

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

// A mail of what is never too late may go out on any day; it sorts behind every date.
const EVER = "9999-12-31";

/** By an occurrence's id, the last school day on which one of its mails that are due by now might be sent. */
export type LastSent = Readonly<Record<string, string>>;

const lastSentOf = (program: Program, one: Occurrence, today: string): string[] =>
  one.waves
    .filter(({ day }) => day <= today)
    .map((wave) => {
      const [last, usual] = [lastDayOf(program, one, wave) ?? EVER, addDays(wave.day, program.school.catchUpDays)];
      return last > usual ? last : usual;
    });

/** Of all that the program may have sent, as of today, also on own days of `students`. */
export const lastSentDays = (program: Program, today: string, students: readonly PlannedStudent[]): LastSent =>
  Object.fromEntries(
    program.milestones
      .flatMap(({ id }) => occurrencesOpenIn(program, id, yearOf(today)))
      .concat(occurrencesOnOwnDays(program, students))
      .flatMap((one) => lastSentOf(program, one, today).map((day) => [one.id, day] as const))
      .toSorted(([, one], [, other]) => (one < other ? -1 : 1)),
  );

const since = (days: LastSent, first: string): string[] => Object.keys(days).filter((id) => (days[id] ?? "") >= first);

/** What to remember: what the program still may send, as of today, and the others for as long as claims of them end. */
export const rememberedSent = (days: LastSent, known: LastSent, today: string): LastSent => ({
  ...Object.fromEntries(since(known, addDays(today, -GIVING_UP)).map((id) => [id, known[id] ?? ""])),
  ...Object.fromEntries(since(days, today).map((id) => [id, today])),
});

/** Occurrences of which mails may have gone out so many days ago, and those that the program has no more, or moved. */
export const occurrencesToWatch = (
  days: LastSent,
  remembered: LastSent,
  today: string,
  daysAfter: number,
): string[] => {
  const first = addDays(today, -daysAfter);
  return [...new Set([...since(days, first), ...since(remembered, first)])];
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
