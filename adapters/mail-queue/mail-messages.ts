import { mailsPerTurn } from "#domain/mail/pace.ts";
import { GROUP_SIZE, packed } from "#domain/people/student-groups.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { MAILS_PER_MESSAGE, type MailPlanned } from "#events/mail/mail-planned.ts";

/** What a message needs to know of a planned mail; `student` is the opaque key. */
export type ToSend = Pick<MailPlanned, "occurrence" | "wave" | "plannedAt" | "carries" | "digest"> & {
  schoolId: string;
  student: string;
};

/**
 * The messages of the mail queue for these mails: one mailing each (occurrence, wave, and what it carries), at most 300
 * students in one. Students of one group come in one message, so that it is claimed in one write, and groups share a
 * message as far as the account sends them in one turn. The same mails at the same rate make the same messages.
 * @param program the id of the program that the mails are of
 * @param limits the account's, by which mails were sent last; where none are known a message has room for one group.
 */
export const mailMessages = (
  program: string,
  mails: readonly ToSend[],
  limits?: { ratePerSecond: number },
): MailPlanned[] => {
  const most = limits === undefined ? GROUP_SIZE : mostAt(limits);
  const mailings = Map.groupBy(mails, nameOf);
  return [...mailings.values()].flatMap((mailing) =>
    packed(mailing, ({ student }) => student, most).flatMap((some) => messageOf(program, some)),
  );
};

const nameOf = ({ occurrence, wave, plannedAt, carries = [], digest = [] }: ToSend): string =>
  [occurrence, wave, plannedAt, ...carries, ...digest.map((item) => Object.values(item).join("/"))].join("/");

const messageOf = (program: string, mails: readonly ToSend[]): MailPlanned[] => {
  const [first] = mails;
  if (first === undefined) return [];
  const { occurrence, wave, plannedAt, carries, digest } = first;
  const people = mails.map(({ schoolId }) => schoolId);
  const items = digest?.map((item) => ({ ...item, ...subjectOf(item.occurrence) }));
  const others = { ...(carries && { carries }), ...(items && { digest: items }), ...subjectOf(occurrence) };
  return [{ type: "mail.planned", version: 2, program, occurrence, wave, plannedAt, people, ...others }];
};

const subjectOf = (occurrence: string) => (sessionOf(occurrence) === undefined ? {} : { subject: "session" });

/** How many mails a message may hold: as many as go out in one turn of a sender, by whole groups where they fit. */
const mostAt = ({ ratePerSecond }: { ratePerSecond: number }): number => {
  const most = Math.min(mailsPerTurn(ratePerSecond), MAILS_PER_MESSAGE);
  return most < GROUP_SIZE ? most : most - (most % GROUP_SIZE);
};
