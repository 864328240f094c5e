import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { LinkKeys } from "#adapters/links/link-token.ts";
import type { Recipient } from "#adapters/ses/mailer.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { BriefThing } from "#domain/mail/digest.ts";
import type { MailToClaim, PartIdentity } from "#domain/parts/part-changes.ts";
import type { MailKind } from "#domain/people/mail-kinds.ts";
import type { Addressee } from "#domain/people/student.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";

export interface LetterNeeds {
  keys: LinkKeys;
  /** Where students' pages are, without a slash at the end. */
  siteUrl: string;
}

/** A letter as SES gets it, without tags: each attempt adds its own. */
export type LetterContent = Omit<Recipient, "tags">;

/** Writes the letters of one mailing. The sender asks it all that depends on the subject. */
export interface Writer {
  template: string;
  kind: MailKind;
  /** Why the mails may not go out any more, if so. */
  late: string | undefined;
  /** Whether the school's days and hours let the mails out at that instant, ISO 8601 UTC. */
  mayGoOut(instant: string): boolean;
  /** False of who is not to be written to on a school date, e.g. on leave. */
  reaches(student: Addressee, day: string): boolean;
  /** False if the subject does not concern the student any more: they get no mail and no task. */
  concerns(student: Addressee): boolean;
  partOf(student: Addressee): PartIdentity;
  /** What a digest says of it to a student of a track. */
  brief(track: string): BriefThing;
  /** The same student and mailing always give the same letter. */
  write(student: Addressee, desk: LetterNeeds): LetterContent;
  /** What its claims say of its session: which sequence the letters tell, and whether only who was told another. */
  claims?: Pick<MailToClaim, "tells" | "corrects">;
  /** The letter to who was told that sequence of its session before, or nothing of it. */
  since?(letter: LetterContent, told: number | undefined): LetterContent;
}

/** What writers may read. */
export interface WriterNeeds {
  program: Program;
  sessions: Pick<Sessions, "get">;
  guestLists: Pick<GuestLists, "get">;
}

/** There is no such subject. No retry mends that: the message ends in the dead-letter queue. */
export class NotInProgram extends Error {
  override readonly name = "NotInProgram";
}

/** Finds a message's writer; mails may be late as of `at`, ISO 8601 UTC. @throws NotInProgram if none fits. */
export type WriterFor = (needs: WriterNeeds, message: MailPlanned, at: string) => Writer | Promise<Writer>;

export type Writers = Readonly<Record<string, WriterFor>>;
