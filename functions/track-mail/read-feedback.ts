import * as z from "zod/mini";
import { isTopicCheck, SesFeedback, SesNews, SnsEnvelope } from "#events/mail/ses-feedback.ts";
import { parseEvent, parseJson } from "../listeners/parse-event.ts";

/** An event of SES, when it happened, and when its message was queued; ISO 8601 UTC. */
export interface Feedback {
  news: SesNews;
  at: string;
  broughtAt: string;
}

// A message of the bus has a `detail-type`, a topic's envelope a `Type`, a bare event neither.
const Way = z.object({ "detail-type": z.optional(z.unknown()), Type: z.optional(z.unknown()) });

/** Reads an event of SES from a queued message; undefined for a topic's test. @throws MalformedEvent without values */
export const readFeedback = (body: string, sentAt: string): Feedback | undefined => {
  if (isTopicCheck(body)) return undefined;
  const told = parseJson(body);
  const way = Way.safeParse(told).data;
  if (way?.Type !== undefined) return readFeedback(parseEvent(SnsEnvelope, told).Message, sentAt);
  if (way?.["detail-type"] === undefined) return feedbackOf(parseEvent(SesNews, told), sentAt);
  const { detail, time } = parseEvent(SesFeedback, told);
  return { ...feedbackOf(detail, time), broughtAt: sentAt };
};

// An event comes by the bus and by the topic, at two times; the time that SES wrote into it is the same in both.
const feedbackOf = (news: SesNews, broughtAt: string): Feedback => {
  const { bounce, complaint, delivery, deliveryDelay, mail } = news;
  const happened = bounce ?? complaint ?? delivery ?? deliveryDelay;
  return { news, at: new Date(happened?.timestamp ?? mail.timestamp ?? broughtAt).toISOString(), broughtAt };
};
