import { MAILS_PER_MESSAGE, type MailPlanned } from "./mail-planned.ts";

/** What a message needs to know of a planned mail. */
export type ToSend = Pick<MailPlanned, "milestone" | "occurrence" | "wave" | "plannedAt"> & { studentId: string };

/**
 * The messages of the mail queue for these mails: one mailing each (occurrence and wave), at most 50 students in one, in
 * the order given. The same mails make the same messages.
 */
export const mailMessages = (mails: readonly ToSend[]): MailPlanned[] => {
  const mailings = Map.groupBy(mails, ({ occurrence, wave, plannedAt }) => `${occurrence}/${wave}/${plannedAt}`);
  return [...mailings.values()].flatMap((mailing) => chunksOf(mailing, MAILS_PER_MESSAGE).flatMap(messageOf));
};

const messageOf = (mails: readonly ToSend[]): MailPlanned[] => {
  const [first] = mails;
  if (first === undefined) return [];
  const { milestone, occurrence, wave, plannedAt } = first;
  const studentIds = mails.map(({ studentId }) => studentId);
  return [{ type: "mail.planned", version: 1, milestone, occurrence, wave, plannedAt, studentIds }];
};

const chunksOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => items.slice(nth * size, (nth + 1) * size));
