import { signChoiceLink } from "#adapters/links/choice-token.ts";
import { type LinkKeys, signLink } from "#adapters/links/link-token.ts";
import type { Recipient } from "#adapters/ses/mailer.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { findOccurrence, linkExpiresAt, type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Wave } from "#domain/calendar/waves.ts";
import { whyMissed } from "#domain/mail/planning.ts";
import type { PartIdentity } from "#domain/parts/part-changes.ts";
import { kindOf, type MailKind } from "#domain/people/mail-kinds.ts";
import type { Addressee } from "#domain/people/student.ts";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { type MailingTags, mailingTags, mailTags } from "#events/mail/mail-tags.ts";
import { studentPath } from "#pages/routes.ts";
import { type MailDates, mailValues } from "./mail-values.ts";

/**
 * One wave of one occurrence, as a message asks for it. `at`: the soonest instant at which this receive can have been, by
 * which its claims are dated: dated by the first receive, those of a late one would count as given up at once. ISO 8601 UTC.
 */
export interface Dispatch {
  occurrence: Occurrence;
  wave: Wave;
  plannedAt: string;
  at: string;
  /** Why its mails may not go out any more, if so. */
  late: string | undefined;
  alike: Alike;
}

/** What all letters of one mailing say alike, worked out once: dates take longer than all the rest of a letter. */
interface Alike {
  kind: MailKind;
  /** When the letters' links stop to answer, ISO 8601 UTC. */
  linksExpireAt: string;
  dates: MailDates;
  tags: MailingTags;
}

/** One student's mail, ready to be claimed and sent. */
export interface Letter {
  part: PartIdentity;
  recipient: Omit<Recipient, "tags">;
}

/** The message names what the program does not have: no retry mends it, so that it ends in the dead-letter queue. */
export class NotInProgram extends Error {
  override readonly name = "NotInProgram";
}

/**
 * The mailing that a message asks for.
 * @throws NotInProgram where a deploy has taken the milestone, its date or the wave away since it was planned.
 */
export const dispatchOf = (program: Program, message: MailPlanned, at: string): Dispatch => {
  const occurrence = findOccurrence(program, message.occurrence);
  const wave = occurrence?.waves.find(({ name }) => name === message.wave);
  if (occurrence === undefined || wave === undefined) {
    throw new NotInProgram(`The program has no ${message.wave} of ${message.occurrence}`);
  }
  const { plannedAt } = message;
  const late = whyMissed(program, occurrence, wave, schoolDate(at, program.school.timeZone));
  return { occurrence, wave, plannedAt, at, late, alike: alikeIn(program, occurrence, wave, plannedAt) };
};

const alikeIn = (program: Program, occurrence: Occurrence, wave: Wave, plannedAt: string): Alike => {
  const { id, milestone, opens, closes } = occurrence;
  return {
    kind: kindOf(milestone, wave.name),
    linksExpireAt: linkExpiresAt(program, occurrence),
    dates: { opensOn: readableDate(opens), closesOn: closes === undefined ? "" : readableDate(closes) },
    tags: mailingTags({ occurrence: id, wave: wave.name, plannedAt }),
  };
};

/** False for a student whose graduation year or track changed since planning: they get no mail and no task of it. */
export const concerns = (program: Program, { id }: Occurrence, student: Addressee): boolean =>
  occurrencesFor(program, student).some((occurrence) => occurrence.id === id);

/** What writing letters needs beside the student and the mailing. */
interface Desk {
  keys: LinkKeys;
  /** Where students' pages are, without a slash at the end. */
  siteUrl: string;
}

/**
 * What a mail that may be declined brings along: the page of choices, and the headers by which a mailbox offers to
 * decline this kind in one click (RFC 8058), with the same token. An essential mail brings neither.
 */
const declining = (student: string, { kind, linksExpireAt }: Alike, { keys, siteUrl }: Desk) => {
  if (kind === "essential") return { preferences: "" };
  const token = signChoiceLink(keys, { student, kind, expiresAt: linksExpireAt });
  return {
    preferences: `${siteUrl}${studentPath("preferences", token)}`,
    headers: {
      "List-Unsubscribe": `<${siteUrl}${studentPath("unsubscribe", token)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
};

/**
 * Writes one student's letter: values, their own links and headers.
 * The same student and mailing always give the same letter.
 */
export const letterTo = (student: Addressee, { occurrence, alike }: Dispatch, desk: Desk): Letter => {
  const survey = { student: student.person, occurrence: occurrence.id, expiresAt: alike.linksExpireAt };
  const { preferences, ...headers } = declining(student.person, alike, desk);
  const links = { link: `${desk.siteUrl}${studentPath("survey", signLink(desk.keys, survey))}`, preferences };
  const values = mailValues(student, alike.dates, links);
  return { part: partOf(student, occurrence), recipient: { to: student.email, values, ...headers } };
};

/** The letter's recipient with the tags by which SES's events name the mail, in this attempt and no earlier one. */
export const withTags = ({ part, recipient }: Letter, { alike }: Dispatch, attempt: number): Recipient => ({
  ...recipient,
  tags: mailTags(alike.tags, { student: part.student, attempt }),
});
