import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { SesFeedback } from "#events/mail/ses-feedback.ts";
import type { BatchMessage } from "../../../functions/listeners/queue-batch-listener.ts";
import { type Feedback, readFeedback } from "../../../functions/track-mail/read-feedback.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { occurrence, plannedAt } from "../send-mail/april.fixture.ts";

const { milestone = "", on: year = "" } = parseOccurrenceId(occurrence) ?? {};

/** The tags of the opening mail of April 2027 to the student of that key, as SES's events list them. */
export const tagsOf = (student: string, attempt = 1): Record<string, string[]> => ({
  "ses:configuration-set": ["matchward-dev"],
  program: [program.id],
  milestone: [milestone],
  year: [year],
  wave: ["open"],
  student: [student],
  planned: [String(Date.parse(plannedAt) / 1000)],
  attempt: [String(attempt)],
});

/** An event of that type about a mail with those tags, at five past nine, with any detail added. */
export const feedback = (
  eventType: string,
  of: { tags?: Record<string, string[]>; email?: string; detail?: object; time?: string },
): SesFeedback =>
  SesFeedback.parse({
    source: "aws.ses",
    "detail-type": "Email Sent",
    time: of.time ?? "2027-04-01T13:05:00Z",
    detail: {
      eventType,
      mail: { messageId: "m-1", destination: [of.email ?? "ada@students.example"], tags: of.tags ?? tagsOf("ada") },
      ...of.detail,
    },
  });

/** What a bounce holds beside its mail. */
export const bounceOf = (bounceType: string, bounceSubType: string, status?: string): object => ({
  bounce: {
    bounceType,
    bounceSubType,
    bouncedRecipients: [
      { emailAddress: "ada@students.example", diagnosticCode: "smtp; 550 ada@students.example", status },
    ],
  },
});

const sentAt = "2027-04-01T13:06:00.000Z";

/** These events as the queue's messages `m0`, `m1` …, by the bus. */
export const byBus = (...events: readonly SesFeedback[]): BatchMessage<Feedback | undefined>[] =>
  events.map((event, nth) => ({ id: `m${nth}`, message: readFeedback(JSON.stringify(event), sentAt) }));

/** The same by the topic, which tells the news alone. */
export const byTopic = (...events: readonly SesFeedback[]): BatchMessage<Feedback | undefined>[] =>
  events.map(({ detail, time }, nth) => ({ id: `t${nth}`, message: readFeedback(JSON.stringify(detail), time) }));
