import { type LinkKeys, signLink } from "#adapters/link-token.ts";
import type { Recipient } from "#adapters/mailer.ts";
import type { PartIdentity } from "#adapters/records.ts";
import { findOccurrence, linkExpiresAt, type Occurrence, occurrenceFor } from "#domain/occurrences.ts";
import type { Program } from "#domain/program.ts";
import { cohortOf, type Student } from "#domain/student.ts";
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

/** What names a student's part in an occurrence, and what it begins with. */
export const identityOf = (student: Student, { id, milestone }: Occurrence): PartIdentity => ({
  occurrence: id,
  milestone: milestone.id,
  student: student.key,
  cohort: cohortOf(student),
  asks: milestone.ask !== undefined,
});

/**
 * Writes one student's letter: values, their own link, and the tags by which SES's events name the mail.
 * The same student and mailing always give the same letter.
 */
export const letterTo = (
  student: Student,
  { occurrence, wave, plannedAt }: Mailing,
  of: { program: Program; keys: LinkKeys; siteUrl: string },
): Letter => {
  const link = { student: student.key, occurrence: occurrence.id, expiresAt: linkExpiresAt(of.program, occurrence) };
  const values = mailValues(student, occurrence, `${of.siteUrl}/s/${signLink(of.keys, link)}`);
  const [, year = ""] = occurrence.id.split("@");
  const planned = String(Math.floor(Date.parse(plannedAt) / 1000));
  const tags = { milestone: occurrence.milestone.id, year, wave: wave.name, student: student.key, planned };
  return { part: identityOf(student, occurrence), recipient: { to: student.email, values, tags } };
};

/** The letter's recipient with the tag that tells this attempt from an earlier one. */
export const withAttempt = (recipient: Recipient, attempt: number): Recipient => ({
  ...recipient,
  tags: { ...recipient.tags, attempt: String(attempt) },
});
