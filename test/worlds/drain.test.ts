import { expect, test } from "vitest";
import { drain } from "./drain.ts";

const SLACK_SECONDS = 300;

/** From the rate with which AWS lets an account out of its sandbox. */
test.each([
  { mails: 10_000, ratePerSecond: 14, seeds: [1] },
  { mails: 3_000, ratePerSecond: 200, seeds: [2, 3] },
])(
  "$mails mails are out within 1.1 times what $ratePerSecond a second take and five minutes, under faults",
  async (of) => {
    for (const seed of of.seeds) {
      const drained = await drain(seed, of);
      expect(drained).toMatchObject({ duplicates: 0, lost: 0, untrue: 0, setAside: 0 });
      expect(drained.sent + drained.shown).toBe(of.mails);
      expect(drained.seconds).toBeLessThanOrEqual((1.1 * of.mails) / of.ratePerSecond + SLACK_SECONDS);
    }
  },
);
