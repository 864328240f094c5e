import * as z from "zod/mini";
import { isTopicCheck, SesFeedback, SesNews, SnsEnvelope } from "#events/mail/ses-feedback.ts";
import { parseEvent, parseJson } from "../listeners/parse-event.ts";

/** What SES told, when it happened, and when it was put on the queue to be told; ISO 8601 UTC. */
export interface Feedback {
  news: SesNews;
  at: string;
  broughtAt: string;
}

/** Which of its ways SES took, by the keys of what came. */
const Way = z.object({ "detail-type": z.optional(z.unknown()), Type: z.optional(z.unknown()) });

/**
 * Reads what SES told, whichever way it took: an event of the bus, a message of the topic, or one in the topic's
 * envelope. Undefined for the words with which SES tries a topic out.
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

/** The same event has the same time in both feeds, so what it says itself comes before when it was brought. */
const feedbackOf = (news: SesNews, broughtAt: string): Feedback => {
  const { bounce, complaint, delivery, deliveryDelay, mail } = news;
  const happened = bounce ?? complaint ?? delivery ?? deliveryDelay;
  return { news, at: new Date(happened?.timestamp ?? mail.timestamp ?? broughtAt).toISOString(), broughtAt };
};
