import { expect, test } from "vitest";
import { type Clock, LONGEST_WAIT, type Pace } from "#adapters/pace/pace.ts";

const LIMITS = { ratePerSecond: 10 };

/** What every pace does; `open` makes one that nobody has asked yet, by the given clock. */
export const paceContract = (open: (clock: Clock) => Promise<Pace>): void => {
  const started = async () => {
    let now = 1_000_000;
    const slept: number[] = [];
    const clock: Clock = {
      now: () => now,
      sleep: async (milliseconds) => void slept.push(milliseconds),
    };
    const pace = await open(clock);
    return { pace, slept, pass: (milliseconds: number) => (now += milliseconds) };
  };

  test("the first to come need not wait", async () => {
    const { pace, slept } = await started();
    expect(await pace.take(50, LIMITS)).toBe(true);
    expect(slept).toEqual([]);
  });

  test("who comes after fifty at ten a second waits five seconds, less what has passed", async () => {
    const { pace, slept, pass } = await started();
    await pace.take(50, LIMITS);
    expect(await pace.take(50, LIMITS)).toBe(true);
    pass(4_000);
    expect(await pace.take(50, LIMITS)).toBe(true);
    expect(slept).toEqual([5_000, 6_000]);
  });

  test("time that nobody used is gone, and gives no burst", async () => {
    const { pace, slept, pass } = await started();
    await pace.take(50, LIMITS);
    pass(60_000);
    await pace.take(50, LIMITS);
    await pace.take(50, LIMITS);
    expect(slept).toEqual([5_000]);
  });

  test("who would wait too long is told to come later, and reserves nothing", async () => {
    const { pace, slept, pass } = await started();
    await pace.take(10 * (LONGEST_WAIT / 1000) + 10, LIMITS);
    expect(await pace.take(1, LIMITS)).toBe(false);
    expect(await pace.take(1, LIMITS)).toBe(false);
    pass(1_000);
    expect(await pace.take(1, LIMITS)).toBe(true);
    expect(slept).toEqual([LONGEST_WAIT]);
  });

  test("an account that may not send at all has no turn", async () => {
    const { pace } = await started();
    expect(await pace.take(1, { ratePerSecond: 0 })).toBe(false);
  });

  test("the limits that were told last are known to those who ask", async () => {
    const { pace } = await started();
    expect(await pace.known()).toBeUndefined();
    await pace.take(1, { ratePerSecond: 1, dailyQuota: 200 });
    expect(await pace.known()).toEqual({ ratePerSecond: 1, dailyQuota: 200 });
    await pace.take(1, { ratePerSecond: 14 });
    expect(await pace.known()).toEqual({ ratePerSecond: 14 });
  });

  test("senders at the same time each get a turn of their own", async () => {
    const { pace, slept } = await started();
    const waits: number[] = [];
    await Promise.all(Array.from({ length: 4 }, () => pace.take(20, LIMITS)));
    for (const milliseconds of slept) if (milliseconds % 2_000 === 0) waits.push(milliseconds);
    expect(waits.toSorted((a, b) => a - b)).toEqual([2_000, 4_000, 6_000]);
  });
};
