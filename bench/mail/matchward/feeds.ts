import { SesFeedback } from "#events/ses-feedback.ts";
import { trackMail } from "../../../functions/track-mail/track-mail.ts";
import { keyOf, numbersIn, SURVEY, spanOf } from "../cohort.ts";
import type { Meter } from "../counts.ts";
import type { Setup } from "../protocol.ts";
import { morningOf } from "./school.ts";
import type { BenchSchool } from "./wiring.ts";

/** One attempt of one mail, as its tags name it. */
interface Attempt {
  student: string;
  wave: string;
  attempt: number;
  plannedAt: string;
}

const DETAIL_TYPES = { Send: "Email Sent", Delivery: "Email Delivered" } as const;

/** SES's event of a mail, as it comes from the bus. */
export const feedbackOf = (
  { student, wave, attempt, plannedAt }: Attempt,
  eventType: keyof typeof DETAIL_TYPES,
  time: string,
): SesFeedback => {
  const [milestone = "", year = ""] = SURVEY.occurrence.split("@");
  const planned = String(Math.floor(Date.parse(plannedAt) / 1000));
  const tags = { milestone, year, wave, student, planned, attempt: String(attempt) };
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

/** Tells the function that listens of two events for each opening mail: SES has sent it, and its mailbox took it. */
export const feeds = async (schools: readonly BenchSchool[], setup: Setup, meter: Meter) => {
  const [school] = schools;
  if (school === undefined) return undefined;
  const plannedAt = morningOf(school.needs.program, SURVEY.opensOn);
  const { first, end } = spanOf(setup.students, 0);
  const span = { first, end: Math.min(end, first + TOLD) };
  for (const nth of numbersIn(span)) {
    for (const type of ["Send", "Delivery"] as const) {
      meter.count("listens", 1);
      await trackMail(
        school.needs,
        feedbackOf({ student: keyOf(nth), wave: "open", attempt: 1, plannedAt }, type, plannedAt),
      );
    }
  }
  return { told: span.end - span.first };
};
