import { groupOf } from "#domain/student-groups.ts";
import { MAILS_PER_MESSAGE, type MailPlanned } from "./mail-planned.ts";

/** What a message needs to know of a planned mail; `student` is the opaque key. */
export type ToSend = Pick<MailPlanned, "milestone" | "occurrence" | "wave" | "plannedAt"> & {
  studentId: string;
  student: string;
};

/**
 * The messages of the mail queue for these mails: one mailing each (occurrence and wave), at most 100 students in one.
 * Students of one group come in one message, so that it is claimed in one write, and small groups share a message. The
 * same mails make the same messages.
 */
export const mailMessages = (mails: readonly ToSend[]): MailPlanned[] => {
  const mailings = Map.groupBy(mails, ({ occurrence, wave, plannedAt }) => `${occurrence}/${wave}/${plannedAt}`);
  return [...mailings.values()].flatMap((mailing) => loadsOf(mailing).flatMap(messageOf));
};

const messageOf = (mails: readonly ToSend[]): MailPlanned[] => {
  const [first] = mails;
  if (first === undefined) return [];
  const { milestone, occurrence, wave, plannedAt } = first;
  const studentIds = mails.map(({ studentId }) => studentId);
  return [{ type: "mail.planned", version: 1, milestone, occurrence, wave, plannedAt, studentIds }];
};

/** Packs whole groups, in their order, into loads of one message each; a group that is larger is a load by itself or more. */
const loadsOf = (mails: readonly ToSend[]): ToSend[][] => {
  const groups = [...Map.groupBy(mails, ({ student }) => groupOf(student)).values()];
  const loads: ToSend[][] = [];
  for (const group of groups.flatMap((members) => chunksOf(members, MAILS_PER_MESSAGE))) {
    const last = loads.at(-1);
    if (last && last.length + group.length <= MAILS_PER_MESSAGE) last.push(...group);
    else loads.push(group);
  }
  return loads;
};

const chunksOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => items.slice(nth * size, (nth + 1) * size));
