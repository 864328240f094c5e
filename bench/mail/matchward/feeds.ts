import { mailingTags, mailTags, type TaggedMail } from "#events/mail/mail-tags.ts";
import { SesFeedback } from "#events/mail/ses-feedback.ts";
import { readFeedback } from "../../../functions/track-mail/read-feedback.ts";
import { trackMails } from "../../../functions/track-mail/track-mail.ts";
import { keyOf, numbersIn, SURVEY, spanOf } from "../cohort.ts";
import type { Meter } from "../counts.ts";
import type { Setup } from "../processes/protocol.ts";
import { morningOf } from "./school.ts";
import type { BenchSchool } from "./wiring.ts";

const DETAIL_TYPES = { Send: "Email Sent", Delivery: "Email Delivered" } as const;

/** SES's event of a mail, as it comes from the bus. */
export const feedbackOf = (
  mail: Pick<TaggedMail, "program" | "student" | "wave" | "attempt" | "plannedAt">,
  eventType: keyof typeof DETAIL_TYPES,
  time: string,
): SesFeedback => {
  const tags = mailTags(mailingTags({ ...mail, occurrence: SURVEY.occurrence }), mail);
  return SesFeedback.parse({
    source: "aws.ses",
    "detail-type": DETAIL_TYPES[eventType],
    time,
    detail: {
      eventType,
      mail: {
        messageId: "0100019f-bench",
        tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
      },
    },
  });
};

/** Mails whose events are told: what one costs does not depend on how many there are. */
const TOLD = 1_000;

/** Messages that the function takes at once, as it is deployed. */
const BATCH = 1_000;

/** Tells the function that listens, in batches as its queue hands them on. @throws what it could not record */
export const tellAll = async (school: BenchSchool, events: readonly SesFeedback[]): Promise<void> => {
  for (let start = 0; start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH).map((event, nth) => ({
      id: String(nth),
      message: readFeedback(JSON.stringify(event), event.time),
    }));
    const [failure] = (await trackMails(school.needs, batch)).failed;
    if (failure !== undefined) throw failure.error;
  }
};

/**
 * What brings these messages, as AWS may charge it: sent by the topic and by the bus, half each, and put on the queue
 * one by one.
 */
const countWays = (meter: Meter, messages: number): void => {
  const byTens = Math.ceil(messages / 10);
  meter.count("sns:Publish", messages / 2, messages / 2);
  meter.count("sqs:SendMessage", messages, messages);
  meter.count("sqs:ReceiveMessage", byTens, byTens);
  meter.count("sqs:DeleteMessageBatch", byTens, byTens);
  const batches = Math.ceil(messages / BATCH);
  meter.count("listens", batches, batches);
};

/** Tells the function that listens of two events for each opening mail: SES has sent it, and its mailbox took it. */
export const feeds = async (schools: readonly BenchSchool[], setup: Setup, meter: Meter) => {
  const [school] = schools;
  if (school === undefined) return undefined;
  const { program } = school.needs;
  const plannedAt = morningOf(program, SURVEY.opensOn);
  const { first, end } = spanOf(setup.students, 0);
  const span = { first, end: Math.min(end, first + TOLD) };
  const events = [...numbersIn(span)].flatMap((nth) =>
    (["Send", "Delivery"] as const).map((type) =>
      feedbackOf({ program: program.id, student: keyOf(nth), wave: "open", attempt: 1, plannedAt }, type, plannedAt),
    ),
  );
  await tellAll(school, events);
  countWays(meter, events.length);
  return { told: span.end - span.first };
};
