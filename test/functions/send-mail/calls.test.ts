import { describe, expect, test } from "vitest";
import { memoryPace, movingClock } from "#adapters/pace/memory-pace.ts";
import type { Outcome, Recipient } from "#adapters/ses/mailer.ts";
import { callsOf } from "../../../functions/send-mail/calls.ts";

const classOf = (size: number): Recipient[] =>
  Array.from({ length: size }, (_, nth) => ({
    to: `${nth}@students.example`,
    values: { text: {}, html: {} },
    tags: {},
  }));

const SENT: Outcome = { kind: "sent", messageId: "m" };
const THROTTLED: Outcome = { kind: "unsent", reason: "ACCOUNT_THROTTLED" };
const REFUSED: Outcome = { kind: "unsent", reason: "TooManyRequestsException" };
const LOST: Outcome = { kind: "ambiguous", reason: "TimeoutError" };

/** An SES that answers each call of a list by its rule, and then takes all; what it was asked for, and when (ms). */
const sesThat = (...rules: ((to: string) => Outcome)[]) => {
  const clock = movingClock();
  const calls: { to: string[]; at: number }[] = [];
  const send = async ({ recipients }: { recipients: readonly Recipient[] }) => {
    const rule = rules[calls.length] ?? (() => SENT);
    calls.push({ to: recipients.map(({ to }) => to), at: clock.now() });
    return recipients.map(({ to }) => rule(to));
  };
  const outcomesOf = (size: number, ratePerSecond = 100) =>
    callsOf({ mailer: { send }, pace: memoryPace(clock) }, "survey", { ratePerSecond }, () => 60_000).send(
      classOf(size),
    );
  return { calls, outcomesOf };
};

const isOdd = (to: string): boolean => Number.parseInt(to, 10) % 2 === 1;

describe("those whom SES throttles", () => {
  test("are asked for once more a moment later, and nobody else is", async () => {
    const ses = sesThat((to) => (isOdd(to) ? THROTTLED : SENT));
    expect(await ses.outcomesOf(50)).toEqual(Array(50).fill(SENT));
    expect(ses.calls.map(({ to, at }) => [to.length, at])).toEqual([
      [50, 0],
      [25, 250],
    ]);
    expect(ses.calls[1]?.to.every(isOdd)).toBe(true);
  });

  test("keep their places where some of them fail for good", async () => {
    const ses = sesThat(
      (to) => (isOdd(to) ? THROTTLED : SENT),
      (to) => (to.startsWith("1@") ? { kind: "rejected", reason: "MESSAGE_REJECTED" } : SENT),
    );
    expect(await ses.outcomesOf(4)).toEqual([SENT, { kind: "rejected", reason: "MESSAGE_REJECTED" }, SENT, SENT]);
  });

  test("are asked for with longer and longer rests, three times in all of a message, and then stay unsent", async () => {
    const ses = sesThat(
      () => REFUSED,
      () => REFUSED,
      () => REFUSED,
      () => REFUSED,
      () => REFUSED,
    );
    expect(await ses.outcomesOf(20, 10)).toEqual([
      ...Array(10).fill(REFUSED),
      ...Array(10).fill({ kind: "unsent", reason: "SES took nobody of the call before" }),
    ]);
    expect(ses.calls.map(({ at }) => at)).toEqual([0, 1000, 3000, 7000]);
  });

  test("share those three over all calls of a message", async () => {
    const odd = (to: string) => (isOdd(to) ? THROTTLED : SENT);
    const ses = sesThat(
      odd,
      odd,
      () => SENT,
      odd,
      () => THROTTLED,
      () => SENT,
    );
    const outcomes = await ses.outcomesOf(30, 10);
    expect(ses.calls.map(({ to }) => to.length)).toEqual([10, 5, 5, 10, 5, 10]);
    expect(outcomes.filter(({ kind }) => kind === "unsent")).toHaveLength(5);
  });
});

describe("those of whom SES told nothing", () => {
  test("are never asked for again, while throttled neighbors are", async () => {
    const ses = sesThat((to) => (isOdd(to) ? THROTTLED : LOST));
    expect(await ses.outcomesOf(4)).toEqual([LOST, SENT, LOST, SENT]);
    expect(ses.calls[1]?.to).toEqual(["1@students.example", "3@students.example"]);
  });

  test("are unknown where a second call's answer is lost, and are not asked for a third time", async () => {
    const ses = sesThat(
      () => REFUSED,
      () => LOST,
    );
    expect(await ses.outcomesOf(2)).toEqual([LOST, LOST]);
    expect(ses.calls).toHaveLength(2);
  });

  test("are unknown where an answer lacks them", async () => {
    const pace = memoryPace(movingClock());
    const mailer = { send: async () => [] };
    const outcomes = await callsOf({ mailer, pace }, "survey", { ratePerSecond: 10 }, () => 60_000).send(classOf(1));
    expect(outcomes).toEqual([{ kind: "ambiguous", reason: "no outcome" }]);
  });
});

test("a look at what speaks against mails is taken again before a call, once it is some seconds old", async () => {
  const clock = movingClock();
  const left = () => 60_000 - clock.now();
  const called: number[] = [];
  const send = async ({ recipients }: { recipients: readonly Recipient[] }) => {
    called.push(clock.now());
    return recipients.map(() => THROTTLED);
  };
  const calls = callsOf({ mailer: { send }, pace: memoryPace(clock) }, "session_notice", { ratePerSecond: 10 }, left);
  const looked: number[] = [];
  const again = async (): Promise<Outcome[]> => {
    looked.push(clock.now());
    return classOf(20).map(() => ({ kind: "unsent", reason: "its session changed" }));
  };
  const outcomes = await calls.send(classOf(20), { asked: left(), why: [], again });
  expect([called, looked]).toEqual([[0, 1000, 3000], [7000]]);
  expect(outcomes.every(({ kind }) => kind === "unsent")).toBe(true);
});

test("what a look said of some counts for the calls after it: none goes out with what is over", async () => {
  const clock = movingClock();
  const left = () => 60_000 - clock.now();
  const called: number[] = [];
  const send = async ({ recipients }: { recipients: readonly Recipient[] }) => {
    called.push(clock.now());
    if (called.length === 1) await clock.sleep(6000);
    return recipients.map(({ to }) => (to.startsWith("0@") && called.length === 1 ? THROTTLED : SENT));
  };
  const calls = callsOf({ mailer: { send }, pace: memoryPace(clock) }, "session_notice", { ratePerSecond: 2 }, left);
  const changed: Outcome = { kind: "unsent", reason: "its session changed" };
  const again = async () => classOf(4).map(() => changed);
  const outcomes = await calls.send(classOf(4), { asked: left(), why: [], again });
  expect(called).toEqual([0]);
  expect(outcomes).toEqual([THROTTLED, SENT, changed, changed]);
});

test("those alone are left out against whom a look speaks, in the call that waits and in those after it", async () => {
  const clock = movingClock();
  const left = () => 60_000 - clock.now();
  const called: string[][] = [];
  const send = async ({ recipients }: { recipients: readonly Recipient[] }) => {
    called.push(recipients.map(({ to }) => to));
    if (called.length === 1) await clock.sleep(6000);
    return recipients.map(() => (called.length === 1 ? THROTTLED : SENT));
  };
  const calls = callsOf({ mailer: { send }, pace: memoryPace(clock) }, "weekly_digest", { ratePerSecond: 3 }, left);
  const changed: Outcome = { kind: "unsent", reason: "what its digest tells of changed" };
  const people = classOf(6);
  const again = async () => people.map((_, nth) => (nth === 1 || nth === 3 ? changed : undefined));
  const outcomes = await calls.send(people, { asked: left(), why: [], again });
  const to = (...nths: number[]) => nths.map((nth) => people[nth]?.to);
  expect(called).toEqual([to(0, 1, 2), to(0, 2), to(4, 5)]);
  expect(outcomes).toEqual([SENT, THROTTLED, SENT, changed, SENT, SENT]);
});
