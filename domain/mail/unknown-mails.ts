import { lastDayOf, whyMissed } from "../calendar/lateness.ts";
import { findOccurrence, type Occurrence, occurrencesOpenIn } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { Wave } from "../calendar/waves.ts";
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

/** Ids of the occurrences of which a wave may have been sent lately: up to so many days after its catch-up time. */
export const occurrencesSentLately = (program: Program, today: string, daysAfter: number): string[] => {
  const isLate = (one: Occurrence, wave: Wave): boolean => {
    const last = lastDayOf(program, one, wave);
    const usual = addDays(wave.day, program.school.catchUpDays);
    return last !== undefined && addDays(last > usual ? last : usual, daysAfter) < today;
  };
  return program.milestones.flatMap(({ id }) =>
    occurrencesOpenIn(program, id, yearOf(today))
      .filter((one) => one.waves.some((wave) => wave.day <= today && !isLate(one, wave)))
      .map((occurrence) => occurrence.id),
  );
};

/** By an occurrence's id, the last school day on which one of its mails might be sent, as far as was seen. */
export type LastSent = Readonly<Record<string, string>>;

/** Those that the program still may send, as of today, and others for as long as claims of them end. */
export const lastSentBy = (program: Program, known: LastSent, today: string): LastSent => ({
  ...Object.fromEntries(Object.entries(known).filter(([, day]) => addDays(day, GIVING_UP) >= today)),
  ...Object.fromEntries(occurrencesSentLately(program, today, 0).map((id) => [id, today])),
});

/** `occurrencesSentLately`, and those that the program had till lately and has no more, or at another time. */
export const occurrencesToWatch = (program: Program, sent: LastSent, today: string, daysAfter: number): string[] => {
  const remembered = Object.keys(sent).filter((id) => addDays(sent[id] ?? today, daysAfter) >= today);
  return [...new Set([...occurrencesSentLately(program, today, daysAfter), ...remembered])];
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
