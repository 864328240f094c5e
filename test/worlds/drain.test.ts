import { expect, test } from "vitest";
import { drain } from "./drain.ts";

const SLACK_SECONDS = 300;

/**
 * At the rate of AWS's sandbox, of which no account sends more than 200 mails a day, and from that of one let out of
 * it.
 */
test.each([
  { mails: 200, ratePerSecond: 1, seeds: [1, 2, 3] },
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
