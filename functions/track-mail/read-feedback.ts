import * as z from "zod/mini";
import { isTopicCheck, SesFeedback, SesNews, SnsEnvelope } from "#events/mail/ses-feedback.ts";
import { parseEvent, parseJson } from "../listeners/parse-event.ts";

/** An event of SES, when it happened, and when its message was put on the queue; ISO 8601 UTC. */
export interface Feedback {
  news: SesNews;
  at: string;
  broughtAt: string;
}

/** The keys that tell a message of the bus, or of the topic's envelope, from the bare event. */
const Way = z.object({ "detail-type": z.optional(z.unknown()), Type: z.optional(z.unknown()) });

/**
 * Reads an event of SES, whichever way it came: by the bus, by the topic, or in the topic's envelope. Undefined for the
 * words with which SES tries a topic out.
 * @param body of the queue's message
 * @param sentAt when that was put on the queue: stands in where SES gives no time at all
 * @throws MalformedEvent naming the places at fault, without any value
 */
export const readFeedback = (body: string, sentAt: string): Feedback | undefined => {
  if (isTopicCheck(body)) return undefined;
  const told = parseJson(body);
  const way = Way.safeParse(told).data;
  if (way?.Type !== undefined) return readFeedback(parseEvent(SnsEnvelope, told).Message, sentAt);
  if (way?.["detail-type"] === undefined) return feedbackOf(parseEvent(SesNews, told), sentAt);
  const { detail, time } = parseEvent(SesFeedback, told);
  return { ...feedbackOf(detail, time), broughtAt: sentAt };
};

/** An event comes by two feeds, at two times. The time that it gives itself is the same in both, and comes first. */
const feedbackOf = (news: SesNews, broughtAt: string): Feedback => {
  const { bounce, complaint, delivery, deliveryDelay, mail } = news;
  const happened = bounce ?? complaint ?? delivery ?? deliveryDelay;
  return { news, at: new Date(happened?.timestamp ?? mail.timestamp ?? broughtAt).toISOString(), broughtAt };
};
