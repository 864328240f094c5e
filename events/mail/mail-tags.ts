import * as z from "zod/mini";
import { occurrenceId, parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { WaveName } from "#domain/parts/part.ts";
import { sessionOf, sessionSubject } from "#domain/sessions/session-subject.ts";

/** One attempt to send one mail, as its tags name it. */
export interface TaggedMail {
  /** Id of the program: another one may have an occurrence that is called the same. */
  program: string;
  milestone: string;
  occurrence: string;
  wave: string;
  /** ISO 8601 UTC; tags keep it to the second. */
  plannedAt: string;
  /** The student's opaque key. */
  student: string;
  attempt: number;
}

/** The tags that all mails of one mailing share. */
export type MailingTags = Record<"program" | "milestone" | "year" | "wave" | "planned", string>;

/** The tags of a mail: SES brings them back with everything that it tells of the mail. */
export type MailTags = MailingTags & Record<"student" | "attempt", string>;

/** SES takes ASCII letters, digits, `_` and `-` alone, so that an occurrence's `@` cannot stand in a tag. */
const Name = z.string().check(z.regex(/^[\w-]{1,100}$/));

const Tags = z.object({
  program: Name,
  milestone: Name,
  /** What tells the occurrence from the milestone's others: the year, the academic year, or the date; or `session`. */
  year: z.string().check(z.regex(/^(\d{4}(-\d{2}){0,2}|session)$/)),
  wave: WaveName,
  /** Seconds since 1970. */
  planned: z.string().check(z.regex(/^\d{1,11}$/)),
  student: Name,
  attempt: z.string().check(z.regex(/^[1-9]\d{0,8}$/)),
});

const SESSION = "session";

// A tag holds no dot, and an id never has two signs in a row.
const sessionName = (subject: string): { milestone: string; on: string } | undefined => {
  const id = sessionOf(subject);
  return id === undefined ? undefined : { milestone: id.replaceAll(".", "__"), on: SESSION };
};

const subjectOf = (name: string, on: string): string =>
  on === SESSION ? sessionSubject(name.replaceAll("__", ".")) : occurrenceId({ milestone: name, on });

/**
 * The tags that all mails of a mailing share, e.g. `hms`, `retake-cim-survey`, `2027`, `open`, `1806584400`.
 * @throws RangeError where the occurrence is none: SES would send no mail whose tags are empty.
 */
export const mailingTags = (
  mailing: Pick<TaggedMail, "program" | "occurrence" | "wave" | "plannedAt">,
): MailingTags => {
  const name = parseOccurrenceId(mailing.occurrence) ?? sessionName(mailing.occurrence);
  if (name === undefined) throw new RangeError(`No mail is of the occurrence "${mailing.occurrence}"`);
  const { milestone, on: year } = name;
  const planned = String(Math.floor(Date.parse(mailing.plannedAt) / 1000));
  return { program: mailing.program, milestone, year, wave: mailing.wave, planned };
};

/** The tags of one attempt to send one student's mail. */
export const mailTags = (
  mailing: MailingTags,
  { student, attempt }: Pick<TaggedMail, "student" | "attempt">,
): MailTags => ({
  ...mailing,
  student,
  attempt: String(attempt),
});

const DIGEST = /^also-\d+$/;
/** No name, wave or date in a tag has two of these in a row. */
const BETWEEN = "--";

/** Tags for what else is in a digest, whose own tags name the first thing in it: one each. */
export const digestTags = (
  others: readonly (MailingTags & Pick<TaggedMail, "attempt">)[],
): Record<`also-${number}`, string> =>
  Object.fromEntries(
    others.map(({ milestone, year, wave, planned, attempt }, nth) => [
      `also-${nth + 1}`,
      [milestone, year, wave, planned, attempt].join(BETWEEN),
    ]),
  );

const readAlso = (value: string, first: TaggedMail): TaggedMail[] => {
  const [milestone, year, wave, planned, attempt, ...more] = value.split(BETWEEN);
  const { program, student } = first;
  const mail = more.length > 0 ? undefined : { program, milestone, year, wave, planned, student, attempt };
  const { data } = Tags.safeParse(mail);
  return data === undefined ? [] : [mailOf(data)];
};

/** The mail that these tags name; undefined where they name none: another sender's, or one sent by hand. */
export const readMailTags = (tags: Record<string, string>): TaggedMail | undefined => {
  const { data } = Tags.safeParse(tags);
  return data && mailOf(data);
};

const mailOf = (data: z.infer<typeof Tags>): TaggedMail => {
  const { program, milestone, year, wave, student } = data;
  const plannedAt = new Date(Number(data.planned) * 1000).toISOString();
  return {
    program,
    milestone,
    occurrence: subjectOf(milestone, year),
    wave,
    plannedAt,
    student,
    attempt: Number(data.attempt),
  };
};

const single = (tags: Record<string, readonly string[]>): [string, string][] =>
  Object.entries(tags).flatMap(([name, [value, ...more]]): [string, string][] =>
    value === undefined || more.length > 0 ? [] : [[name, value]],
  );

/** The same of tags as SES's events bring them: each with a list, of which ours hold one value. */
export const readListedTags = (tags: Record<string, readonly string[]>): TaggedMail | undefined =>
  readMailTags(Object.fromEntries(single(tags)));

/** What else than `first` is in the digest that such tags name. */
export const readDigestTags = (tags: Record<string, readonly string[]>, first: TaggedMail): TaggedMail[] =>
  single(tags).flatMap(([name, value]) => (DIGEST.test(name) ? readAlso(value, first) : []));
