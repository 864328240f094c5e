import { expect, test } from "vitest";
import { runWorld } from "./run-world.ts";

const LIMITS = { ratePerSecond: 2, dailyQuota: 2 };

test("with an account that takes days for a run, each mail that is due still arrives once, or is seen to be too late", async () => {
  const faults: string[] = [];
  let waits = 0;
  for (let seed = 1; seed <= 25; seed += 1) {
    const ended = await runWorld(seed, { limits: LIMITS });
    waits += ended.logs.filter((line) => /"left":[1-9]/.test(line)).length;
    faults.push(...ended.faults.map((fault) => `${seed}: ${fault}`));
  }
  expect(faults).toEqual([]);
  expect(waits).toBeGreaterThan(0);
}, 120_000);
