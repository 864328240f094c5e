import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryPace } from "#adapters/pace/memory-pace.ts";
import { LONGEST_WAIT, type PaceRecord, sharedPace } from "#adapters/pace/pace.ts";
import { paceContract } from "./pace.contract.ts";

describe("the pace in memory", () => paceContract(async (clock) => memoryPace(clock)));

interface Sent {
  at: number;
  count: number;
}

/** Time that passes where everybody waits; whoever sleeps wakes at their instant. */
const virtualTime = () => {
  let now = 0;
  const asleep: { until: number; wake: () => void }[] = [];
  return {
    clock: {
      now: () => now,
      sleep: (milliseconds: number) =>
        new Promise<void>((wake) => void asleep.push({ until: now + Math.max(0, milliseconds), wake })),
    },
    /** Wakes whoever wakes first; false where nobody sleeps. */
    pass: (): boolean => {
      const [first] = asleep.toSorted((one, other) => one.until - other.until);
      if (first === undefined) return false;
      asleep.splice(asleep.indexOf(first), 1);
      now = Math.max(now, first.until);
      first.wake();
      return true;
    },
  };
};

/** Everybody takes their turns side by side, the store answering in the order that the scheduler picks. */
const sendAll = async (scheduler: fc.Scheduler, senders: number[][], ratePerSecond: number): Promise<Sent[]> => {
  const { clock, pass } = virtualTime();
  let stored: PaceRecord | undefined;
  const pace = sharedPace(
    {
      read: () => scheduler.schedule(Promise.resolve("read")).then(() => stored),
      write: (record, seen) =>
        scheduler.schedule(Promise.resolve("write")).then(() => {
          if (stored?.next !== seen) return { ok: false as const, stands: stored };
          stored = record;
          return { ok: true as const };
        }),
    },
    clock,
  );
  const sent: Sent[] = [];
  let working = senders.length;
  const send = async (counts: number[]) => {
    for (const count of counts) {
      if (await pace.take(count, { ratePerSecond })) sent.push({ at: clock.now(), count });
    }
    working -= 1;
  };
  const all = senders.map(send);
  while (working > 0) {
    await scheduler.waitIdle();
    pass();
  }
  await Promise.all(all);
  return sent;
};

test("over any interleaving of senders nobody goes faster than the rate for the time and one turn", async () => {
  const senders = fc.array(fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 6 }), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), senders, fc.integer({ min: 20, max: 200 }), async (scheduler, counts, rate) => {
      const sent = (await sendAll(scheduler, counts, rate)).toSorted((one, other) => one.at - other.at);
      for (const [from, first] of sent.entries()) {
        let total = 0;
        for (const { at, count } of sent.slice(from)) {
          total += count;
          const allowed = (rate * (at - first.at)) / 1000 + count;
          expect(total).toBeLessThanOrEqual(allowed + 1e-6);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("nobody who waits is left out: five senders of a class each get through within the longest wait", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const sent = await sendAll(scheduler, [[100], [100], [100], [100]], 14);
      expect(sent.map(({ count }) => count)).toEqual([100, 100, 100, 100]);
      expect(Math.max(...sent.map(({ at }) => at))).toBeLessThanOrEqual(LONGEST_WAIT);
    }),
    { numRuns: 50 },
  );
});
