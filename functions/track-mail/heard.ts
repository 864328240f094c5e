import type { MailState } from "#domain/parts/part.ts";
import type { AddressNews } from "#domain/people/address.ts";
import { readListedTags, type TaggedMail } from "#events/mail/mail-tags.ts";
import type { BatchMessage } from "../listeners/queue-batch-listener.ts";
import { type News, newsOf } from "./news.ts";
import type { Feedback } from "./read-feedback.ts";

/** What a batch tells of one attempt to send one mail, and the messages that tell it. */
export interface MailHeard {
  part: { occurrence: string; student: string };
  wave: string;
  mail: MailState;
  ids: string[];
}

/** What a batch tells of one address of a student, and the messages that tell it. */
export interface AddressHeard {
  student: string;
  news: AddressNews;
  /** When the last of it was brought, ISO 8601 UTC. */
  broughtAt: string;
  /** The mails to it that bounced. */
  bounced: Pick<TaggedMail, "occurrence" | "wave" | "attempt">[];
  ids: string[];
}

/** A batch, folded. The messages that hold nothing for matchward are counted. */
export interface Heard {
  mails: MailHeard[];
  addresses: AddressHeard[];
  /** Of none of matchward's mails. */
  foreign: number;
  /** Of one of its mails, but nothing that changes it; and SES's trial of its topic. */
  silent: number;
}

/** What mail and address can stand at by feedback, the last word first: later ones say less, or are said on the way. */
const LAST_WORDS: readonly string[] = ["complained", "bounced", "returned", "rejected", "delivered", "sent"];

/** Of what is told of one thing, what counts: the last word; of several such, the earliest. The same in any order. */
const strongest = <Told extends { state: string; at: string }>(one: Told, other: Told): Told => {
  const rank = LAST_WORDS.indexOf(one.state) - LAST_WORDS.indexOf(other.state);
  if (rank !== 0) return rank < 0 ? one : other;
  const [first, second] = [one, other].map((told) => `${told.at} ${JSON.stringify(told)}`);
  return (first ?? "") <= (second ?? "") ? one : other;
};

interface Telling {
  id: string;
  named: TaggedMail;
  mail: MailState;
  address: AddressNews | undefined;
  broughtAt: string;
}

const mailOf = ({ attempt, plannedAt }: TaggedMail, { state, reason }: News, { news, at }: Feedback): MailState => {
  const { messageId } = news.mail;
  return { state, plannedAt, attempt, at, messageId, ...(reason === undefined ? {} : { reason }) };
};

const tellingOf = ({ id, message }: BatchMessage<Feedback | undefined>): Telling | "foreign" | "silent" => {
  if (message === undefined) return "silent";
  const named = readListedTags(message.news.mail.tags ?? {});
  if (named === undefined) return "foreign";
  const news = newsOf(message.news);
  if (news === undefined) return "silent";
  const email = message.news.mail.destination?.[0];
  const address =
    news.address === undefined || email === undefined ? undefined : { state: news.address, at: message.at, email };
  return { id, named, mail: mailOf(named, news, message), address, broughtAt: message.broughtAt };
};

const mailsIn = (tellings: readonly Telling[]): MailHeard[] => {
  const byMail = Map.groupBy(tellings, ({ named: { occurrence, student, wave, attempt } }) =>
    JSON.stringify([occurrence, student, wave, attempt]),
  );
  return [...byMail.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { occurrence, student, wave } = first.named;
    const mail = all.map((telling) => telling.mail).reduce(strongest);
    return [{ part: { occurrence, student }, wave, mail, ids: all.map(({ id }) => id) }];
  });
};

const addressesIn = (tellings: readonly Telling[]): AddressHeard[] => {
  const failed = tellings.flatMap(({ named, address, ...telling }) =>
    address === undefined ? [] : [{ ...telling, named, student: named.student, address }],
  );
  const byAddress = Map.groupBy(failed, ({ student, address }) => JSON.stringify([student, address.email]));
  return [...byAddress.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const news = all.map(({ address }) => address).reduce(strongest);
    const bounced = all.filter(({ mail }) => mail.state === "bounced").map(({ named }) => named);
    const broughtAt = all.map((told) => told.broughtAt).reduce((one, other) => (one > other ? one : other));
    return [{ student: first.student, news, broughtAt, bounced, ids: all.map(({ id }) => id) }];
  });
};

/** Folds a batch: whatever the order of its messages, and however often each is told, the same comes out. */
export const hear = (messages: readonly BatchMessage<Feedback | undefined>[]): Heard => {
  const heard = messages.map(tellingOf);
  const tellings = heard.filter((telling) => typeof telling !== "string");
  return {
    mails: mailsIn(tellings),
    addresses: addressesIn(tellings),
    foreign: heard.filter((telling) => telling === "foreign").length,
    silent: heard.filter((telling) => telling === "silent").length,
  };
};
