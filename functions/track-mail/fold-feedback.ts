import type { MailState } from "#domain/parts/part.ts";
import type { AddressNews } from "#domain/people/address.ts";
import { readDigestTags, readListedTags, type TaggedMail } from "#events/mail/mail-tags.ts";
import { readAdvisorTags } from "#events/mail/office-tags.ts";
import type { BatchMessage } from "../listeners/queue-batch-listener.ts";
import type { Feedback } from "./read-feedback.ts";
import { type EventMeaning, readSesEvent } from "./ses-event.ts";

/** What a batch reports of one attempt at one mail; `ids` are its messages. */
export interface MailFeedback {
  part: { occurrence: string; student: string };
  wave: string;
  mail: MailState;
  ids: string[];
}

/** What a batch reports of one address of a student; `ids` are its messages. */
export interface AddressFeedback {
  student: string;
  news: AddressNews;
  /** When the last of these messages was queued, ISO 8601 UTC. */
  broughtAt: string;
  bounced: Pick<TaggedMail, "occurrence" | "wave" | "attempt">[];
  ids: string[];
}

/** A mail to an advisor that failed, by its id, and why; `ids` are its messages. */
export interface AdvisorFeedback {
  escalation: string;
  reason: string;
  ids: string[];
}

/** `foreign` counts messages about mails that this program did not send; `silent`, messages that change nothing. */
export interface FoldedFeedback {
  mails: MailFeedback[];
  addresses: AddressFeedback[];
  advisors: AdvisorFeedback[];
  foreign: number;
  silent: number;
}

// The most final first: a mail that was delivered, and then complained of, is `complained` in either order of events.
const LAST_WORDS: readonly string[] = ["complained", "bounced", "returned", "rejected", "delivered", "sent"];

// The more final of two reports; if they are alike, the earlier one. Their order does not matter.
const strongest = <Told extends { state: string; at: string }>(one: Told, other: Told): Told => {
  const rank = LAST_WORDS.indexOf(one.state) - LAST_WORDS.indexOf(other.state);
  if (rank !== 0) return rank < 0 ? one : other;
  const [first, second] = [one, other].map((told) => `${told.at} ${JSON.stringify(told)}`);
  return (first ?? "") <= (second ?? "") ? one : other;
};

interface AdvisorReport {
  id: string;
  escalation: string;
  failed: { state: string; at: string; reason: string };
}

interface MailReport {
  id: string;
  named: TaggedMail;
  mail: MailState;
  address: AddressNews | undefined;
  broughtAt: string;
}

const mailOf = (
  { attempt, plannedAt }: TaggedMail,
  { state, reason }: EventMeaning,
  { news, at }: Feedback,
): MailState => {
  const { messageId } = news.mail;
  return { state, plannedAt, attempt, at, messageId, ...(reason === undefined ? {} : { reason }) };
};

// That it was taken or delivered is no news of a mail to an advisor: it stands as sent.
const advisorReport = (
  id: string,
  { escalation }: { escalation: string },
  { state, reason }: EventMeaning,
  { at }: Feedback,
): AdvisorReport | "silent" => (reason === undefined ? "silent" : { id, escalation, failed: { state, at, reason } });

const readingOf = (
  program: string,
  { id, message }: BatchMessage<Feedback | undefined>,
): MailReport[] | AdvisorReport | "foreign" | "silent" => {
  if (message === undefined) return "silent";
  const { tags = {} } = message.news.mail;
  const [named, toAdvisor] = [readListedTags(tags), readAdvisorTags(tags)];
  if ((toAdvisor ?? named)?.program !== program) return "foreign";
  const news = readSesEvent(message.news);
  if (news === undefined) return "silent";
  if (toAdvisor !== undefined) return advisorReport(id, toAdvisor, news, message);
  if (named === undefined) return "foreign";
  const email = message.news.mail.destination?.[0];
  const address =
    news.address === undefined || email === undefined ? undefined : { state: news.address, at: message.at, email };
  const { broughtAt } = message;
  const all = [named, ...readDigestTags(tags, named)];
  return all.map((one) => ({ id, named: one, mail: mailOf(one, news, message), address, broughtAt }));
};

const mailsIn = (readings: readonly MailReport[]): MailFeedback[] => {
  const byMail = Map.groupBy(readings, ({ named: { occurrence, student, wave, attempt } }) =>
    JSON.stringify([occurrence, student, wave, attempt]),
  );
  return [...byMail.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { occurrence, student, wave } = first.named;
    const mail = all.map((reading) => reading.mail).reduce(strongest);
    return [{ part: { occurrence, student }, wave, mail, ids: all.map(({ id }) => id) }];
  });
};

const addressesIn = (readings: readonly MailReport[]): AddressFeedback[] => {
  const failed = readings.flatMap(({ named, address, ...reading }) =>
    address === undefined ? [] : [{ ...reading, named, student: named.student, address }],
  );
  const byAddress = Map.groupBy(failed, ({ student, address }) => JSON.stringify([student, address.email]));
  return [...byAddress.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const news = all.map(({ address }) => address).reduce(strongest);
    const bounced = all.filter(({ mail }) => mail.state === "bounced").map(({ named }) => named);
    const broughtAt = all.map((told) => told.broughtAt).reduce((one, other) => (one > other ? one : other));
    return [{ student: first.student, news, broughtAt, bounced, ids: [...new Set(all.map(({ id }) => id))] }];
  });
};

const advisorsIn = (reports: readonly AdvisorReport[]): AdvisorFeedback[] =>
  [...Map.groupBy(reports, ({ escalation }) => escalation)].map(([escalation, all]) => {
    const { reason } = all.map(({ failed }) => failed).reduce(strongest);
    return { escalation, reason, ids: all.map(({ id }) => id) };
  });

/**
 * Joins a batch's messages by mail, each thing in a digest for itself, and by address; another program's are foreign.
 * Their order, and how often each comes, change nothing.
 */
export const foldFeedback = (
  program: string,
  messages: readonly BatchMessage<Feedback | undefined>[],
): FoldedFeedback => {
  const heard = messages.map((message) => readingOf(program, message));
  const told = heard.filter((reading) => typeof reading !== "string");
  const readings = told.flatMap((reading) => (Array.isArray(reading) ? reading : []));
  return {
    mails: mailsIn(readings),
    addresses: addressesIn(readings),
    advisors: advisorsIn(told.filter((reading) => "escalation" in reading)),
    foreign: heard.filter((reading) => reading === "foreign").length,
    silent: heard.filter((reading) => reading === "silent").length,
  };
};
