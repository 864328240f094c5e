import { signChoiceLink } from "#adapters/choice-token.ts";
import { type LinkKeys, signLink } from "#adapters/link-token.ts";
import type { Recipient } from "#adapters/mailer.ts";
import type { PartIdentity } from "#adapters/records.ts";
import { kindOf } from "#domain/mail-kinds.ts";
import { findOccurrence, linkExpiresAt, type Occurrence, occurrenceFor } from "#domain/occurrences.ts";
import type { Program } from "#domain/program.ts";
import { partOf } from "#domain/sight.ts";
import type { Student } from "#domain/student.ts";
import type { Wave } from "#domain/waves.ts";
import type { MailPlanned } from "#events/mail-planned.ts";
import { mailValues } from "./mail-values.ts";

/** One wave of one occurrence, as a message asks for it. `at`: when the message was put on the queue. Both ISO 8601 UTC. */
export interface Mailing {
  occurrence: Occurrence;
  wave: Wave;
  plannedAt: string;
  at: string;
}

/** One student's mail, ready to be claimed and sent. */
export interface Letter {
  part: PartIdentity;
  recipient: Recipient;
}

/** The message names what the program does not have: no retry mends it, so that it ends in the dead-letter queue. */
export class NotInProgram extends Error {
  override readonly name = "NotInProgram";
}

/**
 * The mailing that a message asks for.
 * @throws NotInProgram where a deploy has taken the milestone, its date or the wave away since it was planned.
 */
export const mailingOf = (program: Program, message: MailPlanned, at: string): Mailing => {
  const occurrence = findOccurrence(program, message.occurrence);
  const wave = occurrence?.waves.find(({ name }) => name === message.wave);
  if (occurrence === undefined || wave === undefined) {
    // Without the sign that an address has, which the log would mask.
    throw new NotInProgram(`The program has no ${message.wave} of ${message.occurrence.replace("@", " in ")}`);
  }
  return { occurrence, wave, plannedAt: message.plannedAt, at };
};

/** False for a student whose graduation year or track changed since planning: they get no mail and no task of it. */
export const concerns = (program: Program, { id, milestone }: Occurrence, student: Student): boolean =>
  occurrenceFor(program, milestone, student)?.id === id;

/** What writing letters needs beside the student and the mailing. */
interface Desk {
  program: Program;
  keys: LinkKeys;
  /** Where students' pages are, without a slash at the end. */
  siteUrl: string;
}

/**
 * What a mail that may be declined brings along: the page of choices, and the headers by which a mailbox offers to
 * decline this kind in one click (RFC 8058). An essential mail brings neither.
 */
const declining = (student: Student, { occurrence, wave }: Mailing, { program, keys, siteUrl }: Desk) => {
  const kind = kindOf(occurrence.milestone, wave.name);
  if (kind === "essential") return { preferences: "" };
  const link = { student: student.key, kind, expiresAt: linkExpiresAt(program, occurrence) };
  return {
    preferences: `${siteUrl}/p/${signChoiceLink(keys, "preferences", link)}`,
    headers: {
      "List-Unsubscribe": `<${siteUrl}/u/${signChoiceLink(keys, "unsubscribe", link)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
};

/**
 * Writes one student's letter: values, their own links, headers, and the tags by which SES's events name the mail.
 * The same student and mailing always give the same letter.
 */
export const letterTo = (student: Student, mailing: Mailing, desk: Desk): Letter => {
  const { occurrence, wave, plannedAt } = mailing;
  const expiresAt = linkExpiresAt(desk.program, occurrence);
  const token = signLink(desk.keys, { student: student.key, occurrence: occurrence.id, expiresAt });
  const { preferences, ...headers } = declining(student, mailing, desk);
  const values = mailValues(student, occurrence, { link: `${desk.siteUrl}/s/${token}`, preferences });
  const [, year = ""] = occurrence.id.split("@");
  const planned = String(Math.floor(Date.parse(plannedAt) / 1000));
  const tags = { milestone: occurrence.milestone.id, year, wave: wave.name, student: student.key, planned };
  return { part: partOf(student, occurrence), recipient: { to: student.email, values, tags, ...headers } };
};

/** The letter's recipient with the tag that tells this attempt from an earlier one. */
export const withAttempt = (recipient: Recipient, attempt: number): Recipient => ({
  ...recipient,
  tags: { ...recipient.tags, attempt: String(attempt) },
});
