import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import { hasOwnDays, occurrencesWithLiveLinks } from "#domain/calendar/live-links.ts";
import type { Program } from "#domain/calendar/program.ts";
import { mailsAt, type UnknownMail, unknownMails } from "#domain/mail/unknown-mails.ts";
import type { MailStateName } from "#domain/parts/mail-states.ts";

/**
 * What looking for mails needs of the world. Of the roster it looks at students' own days. `unread` is told of each
 * record that cannot be read.
 */
export interface MailsInSightNeeds {
  program: Program;
  people: Pick<People, "enrolled">;
  parts: Pick<Parts, "ofOccurrence">;
  unread?: Parameters<Parts["ofOccurrence"]>[1];
}

/** A mail on record: whose part it is of, its wave, and where it stands. */
export type MailOnRecord = UnknownMail;

/** Which unknown mails a person means: all of a mailing, those of one student, or one attempt of theirs. */
export interface MailsNamed {
  occurrence: string;
  wave: string;
  student?: string | undefined;
  attempt?: number | undefined;
}

/**
 * The mails that stand at one of these states, the one that has stood there longest first. Looks at an occurrence from
 * its first mail on until its links answer no more, whichever classes it concerns and whether they study or are on
 * leave. While the link in a mail opens a page, it matters to its student whether they have it.
 * @param now ISO 8601 UTC
 */
export const mailsInSight = async (
  { program, people, parts, unread }: MailsInSightNeeds,
  states: readonly MailStateName[],
  now: string,
): Promise<MailOnRecord[]> => {
  const occurrences = occurrencesWithLiveLinks(program, now, hasOwnDays(program) ? await people.enrolled() : []);
  const found = (await Promise.all(occurrences.map((id) => parts.ofOccurrence(id, unread)))).flat();
  const mails = found.flatMap((part) => states.flatMap((state) => mailsAt(part, state)));
  return mails.toSorted((one, other) => (one.mail.at < other.mail.at ? -1 : one.mail.at > other.mail.at ? 1 : 0));
};

/** The mails of which nobody knows whether they went out. @param now ISO 8601 UTC */
export const unknownInSight = (needs: MailsInSightNeeds, now: string): Promise<MailOnRecord[]> =>
  mailsInSight(needs, ["ambiguous"], now);

/** Where a mail stands that staff should look at; unknown ones are decided on, and stand apart. */
const TROUBLED: readonly MailStateName[] = ["left", "rejected", "bounced", "complained"];

/** The mails that did not reach their students, or were left as they may be. @param now ISO 8601 UTC */
export const troubledInSight = (needs: MailsInSightNeeds, now: string): Promise<MailOnRecord[]> =>
  mailsInSight(needs, TROUBLED, now);

/**
 * The unknown mails that a person means, as they stand now; none where all of them are settled. However old they are.
 */
export const unknownNamed = async (
  { parts, unread }: Omit<MailsInSightNeeds, "program" | "people">,
  { occurrence, wave, student, attempt }: MailsNamed,
): Promise<MailOnRecord[]> => {
  const unknown = (await parts.ofOccurrence(occurrence, unread)).flatMap(unknownMails);
  return unknown.filter(
    (one) =>
      one.wave === wave &&
      (student === undefined || one.part.student === student) &&
      (attempt === undefined || one.mail.attempt === attempt),
  );
};
