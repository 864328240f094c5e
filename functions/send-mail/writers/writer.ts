import type { LinkKeys } from "#adapters/links/link-token.ts";
import type { Recipient } from "#adapters/ses/mailer.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { PartIdentity } from "#domain/parts/part-changes.ts";
import type { MailKind } from "#domain/people/mail-kinds.ts";
import type { Addressee } from "#domain/people/student.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";

/** What a letter is written with, beside its student. */
export interface LetterNeeds {
  keys: LinkKeys;
  /** Where students' pages are, without a slash at the end. */
  siteUrl: string;
}

/** What a letter tells SES of its recipient; the tags are added when an attempt is made. */
export type LetterContent = Omit<Recipient, "tags">;

/** Writes the letters of one mailing. All that sending knows of the subject it asks here. */
export interface Writer {
  /** Name of the stored template. */
  template: string;
  kind: MailKind;
  /** Why the mails may not go out any more, if so. */
  late: string | undefined;
  /** True where they may go out at that instant, ISO 8601 UTC, by the school's days and hours. */
  mayGoOut(instant: string): boolean;
  /** False for a student whom the subject does not concern any more: they get no mail of it, and no task. */
  concerns(student: Addressee): boolean;
  /** What names a student's part in the subject, and what it begins with. */
  partOf(student: Addressee): PartIdentity;
  /** The same student and mailing always give the same letter. */
  write(student: Addressee, desk: LetterNeeds): LetterContent;
}

/** The message names what the program does not have: no retry mends it, so that it ends in the dead-letter queue. */
export class NotInProgram extends Error {
  override readonly name = "NotInProgram";
}

/**
 * Finds the subject of a message, and answers who writes of it.
 * @param at the instant by which a mail may be too late, ISO 8601 UTC
 * @throws NotInProgram where a deploy has taken the subject away since the message was planned
 */
export type WriterFor = (program: Program, message: MailPlanned, at: string) => Writer;

/** Who writes of each kind of subject. */
export type Writers = Readonly<Record<string, WriterFor>>;
