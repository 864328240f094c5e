import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { addDays, instantAt } from "#domain/time/dates.ts";
import { dailyAt } from "../../../infra/schedules.ts";
import { createInvocations } from "../../../local/clock/invocations.ts";
import { createTimeline } from "../../../local/clock/timeline.ts";
import { createClock } from "../../../local/clock/virtual-clock.ts";
import { allow, aQueue, arn } from "../../local/tiny-deployment.ts";
import { groundOf } from "../../worlds/ground/ground.ts";
import { worldScheduler } from "../../worlds/services/schedules.ts";
import { CALM, type Faults } from "../../worlds/witness/faults.ts";
import { localRun, theListener } from "../local-run.ts";
import { type OpenSchedule, schedulerContract } from "./scheduler.contract.ts";

const timeZone = "America/New_York";
const startOf = (day: string): string => instantAt(day, "00:00", timeZone);
const endOf = (day: string): string => instantAt(day, "23:59", timeZone);

const daysOf = ({ from, to }: { from: string; to: string }): string[] =>
  from > to ? [] : [from, ...daysOf({ from: addDays(from, 1), to })];

const inAWorldWith =
  (faults: Partial<Faults>): OpenSchedule =>
  (days, listener) => {
    const [from, calmFrom] = [Date.parse(startOf(days.from)), Date.parse(endOf(days.to)) + 86_400_000];
    const ground = groundOf(1, { from, calmFrom, faults: { ...CALM, ...faults } });
    const mornings = daysOf(days).map((day) => instantAt(day, "09:00", timeZone));
    const scheduler = worldScheduler(ground, mornings, (at) => [
      { name: "listener", work: async () => listener(at, ground.agenda.iso()) },
    ]);
    scheduler.fireAll();
    return { run: ground.agenda.run, setAside: scheduler.setAside };
  };

describe("in a world", () => schedulerContract(inAWorldWith({})));
describe("in a world where schedules fire late", () => schedulerContract(inAWorldWith({ late: 1 })));

const failed = aQueue("failed");
const listens = theListener({ onFailureArn: failed.arn });
const schedule = {
  name: "daily",
  arn: arn("scheduler", "schedule/default/daily"),
  expression: dailyAt("09:00"),
  timeZone,
  targetArn: listens.arn,
  roleArn: "arn:aws:iam::111122223333:role/scheduler",
  statements: [allow(["lambda:InvokeFunction"], [listens.arn])],
  input: '{"scheduledAt":"<aws.scheduler.scheduled-time>"}',
  deadLetterArn: undefined,
};
const Input = z.object({ scheduledAt: z.string() });

const byTheLocalRun: OpenSchedule = (days, listener) => {
  const clock = createClock(startOf(days.from));
  const letters: string[] = [];
  const run = localRun({
    deployment: { functions: [listens], schedules: [schedule], queues: [failed] },
    deed: async (event) => listener(Input.parse(event).scheduledAt, clock.now()),
    queues: { send: (_, body) => void letters.push(body) },
  });
  const invocations = createInvocations(run);
  const step = async (work: () => Promise<void>): Promise<void> => {
    await work();
    await invocations.runAll();
  };
  const timeline = createTimeline({ clock, run, invocations, told: () => 0, step, inRun: (work) => work() });
  return { run: () => timeline.runTo(endOf(days.to)), setAside: () => letters.length };
};

describe("by the local runtime's clock", () => schedulerContract(byTheLocalRun));

describe("only in a world", () => {
  const calledIn = async (faults: Partial<Faults>) => {
    const calls: { at: string; late: number }[] = [];
    const days = { from: "2027-03-13", to: "2027-03-16" };
    const listener = (at: string, now: string) => void calls.push({ at, late: Date.parse(now) - Date.parse(at) });
    await inAWorldWith(faults)(days, listener).run();
    return calls;
  };

  test("what fires late is called for the time at which it should have been, up to eight hours after it", async () => {
    const late = (await calledIn({ late: 1 })).map((call) => call.late);
    expect(Math.max(...late)).toBeGreaterThan(60 * 60_000);
    expect(Math.max(...late)).toBeLessThanOrEqual(8 * 60 * 60_000);
  });

  test("what fires twice is called twice for each time", async () => {
    const times = (await calledIn({ twice: 1 })).map(({ at }) => at);
    expect(times).toHaveLength(8);
    expect(new Set(times).size).toBe(4);
  });

  test("what does not fire is not called", async () => {
    expect(await calledIn({ missed: 1 })).toEqual([]);
  });
});
