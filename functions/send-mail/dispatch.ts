import type { Recipient } from "#adapters/ses/mailer.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import type { PartIdentity } from "#domain/parts/part-changes.ts";
import type { Addressee } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { type MailingTags, mailingTags, mailTags } from "#events/mail/mail-tags.ts";
import {
  type LetterContent,
  type LetterNeeds,
  NotInProgram,
  type Writer,
  type WriterNeeds,
  type Writers,
} from "./writers/writer.ts";

/** One mailing, as a message asks for it. */
export interface Dispatch {
  mailing: Mailing;
  plannedAt: string;
  /** When the message was received, ISO 8601 UTC. It dates claims: an old date makes them look dead. */
  at: string;
  /** The same as a school date. */
  today: string;
  tags: MailingTags;
  writer: Writer;
}

/** One student's mail, ready to be claimed and sent. */
export interface Letter {
  part: PartIdentity;
  track: string;
  written: LetterContent;
}

export interface DispatchNeeds extends WriterNeeds {
  writers: Writers;
}

/**
 * Finds a message's mailing and its writer, who may read what it is about.
 * @throws NotInProgram if the program is another, or there is no such subject.
 */
export const dispatchOf = async (needs: DispatchNeeds, message: MailPlanned, at: string): Promise<Dispatch> => {
  const { program, writers } = needs;
  if (message.program !== program.id)
    throw new NotInProgram(`The message is of the program "${message.program}", and the one here is "${program.id}"`);
  const { occurrence, wave, plannedAt, subject = "occurrence" } = message;
  const writerFor = Object.hasOwn(writers, subject) ? writers[subject] : undefined;
  if (writerFor === undefined) throw new NotInProgram(`Nobody writes of the subject "${subject}"`);
  const mailing = { occurrence, wave };
  const tags = mailingTags({ program: program.id, ...mailing, plannedAt });
  const today = schoolDate(at, program.school.timeZone);
  return { mailing, plannedAt, at, today, tags, writer: await writerFor(needs, message, at) };
};

export const letterTo = (student: Addressee, { writer }: Dispatch, desk: LetterNeeds): Letter => ({
  part: writer.partOf(student),
  track: student.track,
  written: writer.write(student, desk),
});

/** The letter as SES gets it. By the tags, SES's events name the mail and this attempt. */
export const withTags = ({ part, written }: Letter, { tags }: Dispatch, attempt: number): Recipient => ({
  ...written,
  tags: mailTags(tags, { student: part.student, attempt }),
});
