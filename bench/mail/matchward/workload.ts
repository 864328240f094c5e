import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { answering, keyOf, type Span, SURVEY, spanOf, ZONES } from "../cohort.ts";
import type { Meter } from "../counts.ts";
import type { Setup } from "../processes/protocol.ts";
import { answerSurvey } from "./clicks.ts";
import { morningOf } from "./school.ts";
import { type BenchSchool, schoolIn } from "./wiring.ts";

/** The workload's steps, by the product's own functions, in the three schools one after the other. */
export interface Workload {
  readonly schools: readonly BenchSchool[];
  enroll(): Promise<undefined>;
  open(): Promise<Planned>;
  /** Goes on sending where a worker died. */
  resume(): Promise<undefined>;
  click(): Promise<undefined>;
  /** One morning: plans whatever is due, and sends it. */
  morning(date: string): Promise<Planned>;
}

/** What planning took of the processor's time. */
type Planned = { planningMicros: number };

const CLICKS_AT_ONCE = 4;

// Messages come to the sender some seconds after they were planned.
const shortlyAfter = (instant: string): string => new Date(Date.parse(instant) + 4_000).toISOString();

// A mailing is planned by the rate that senders knew last: the account has sent before.
const FIRST_TURN = { ratePerSecond: 1e9 };

const enrollAll = async ({ stores }: BenchSchool): Promise<void> => {
  await stores.create();
  await stores.school.start(SURVEY.opensOn);
  await stores.pace.take(1, FIRST_TURN);
  await stores.enroll();
};

const clickAll = async ({ needs }: BenchSchool, span: Span): Promise<void> => {
  const now = morningOf(needs.program, SURVEY.clicksOn);
  const numbers = answering(span).values();
  const lane = async (): Promise<void> => {
    for (const nth of numbers) await answerSurvey(needs, keyOf(nth), now);
  };
  await Promise.all(Array.from({ length: CLICKS_AT_ONCE }, lane));
};

const opening = ({ needs }: BenchSchool) => {
  const scheduledAt = morningOf(needs.program, SURVEY.opensOn);
  return openMilestone(needs, { type: "milestone.came", version: 1, milestone: SURVEY.milestone, scheduledAt });
};

/** The workload for that many students; its stores are there once they are enrolled. */
export const workloadOf = (setup: Setup, meter: Meter): Workload => {
  const schools = ZONES.map((_, zone) => schoolIn(setup, zone, meter));
  const inEach = async (deed: (school: BenchSchool, zone: number) => Promise<unknown>): Promise<undefined> => {
    for (const [zone, school] of schools.entries()) await deed(school, zone);
    return undefined;
  };
  const send = ({ stores, needs }: BenchSchool, date: string): Promise<void> => {
    const at = shortlyAfter(morningOf(needs.program, date));
    return stores.drain((message) => {
      meter.count("messages", 1);
      return sendMail(needs, message, at);
    });
  };
  const planAndSend = async (date: string, planning: (school: BenchSchool) => Promise<unknown>): Promise<Planned> => {
    const before = process.cpuUsage();
    await inEach(planning);
    const { user, system } = process.cpuUsage(before);
    await inEach((school) => send(school, date));
    return { planningMicros: user + system };
  };
  return {
    schools,
    enroll: () => inEach(enrollAll),
    open: () => planAndSend(SURVEY.opensOn, opening),
    resume: () => inEach((school) => send(school, SURVEY.opensOn)),
    click: () => inEach((school, zone) => clickAll(school, spanOf(setup.students, zone))),
    morning: (date) =>
      planAndSend(date, ({ needs }) =>
        remind(needs, { type: "day.began", version: 1, scheduledAt: morningOf(needs.program, date) }),
      ),
  };
};
