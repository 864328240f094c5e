import { afterAll, describe, expect, test } from "vitest";
import { runWorld } from "./run-world.ts";
import { PLANTED, type Planted } from "./witness/planted.ts";

const MOST_SEEDS = 200;
/** Worlds that may be looked at for one bug before its `seed` is out of date: each costs a tenth of a second. */
const FEW = 30;
/** Milliseconds; far more than a test needs, for machines that have much else to do. */
const PATIENCE = 120_000;

/** The world in which it was found last, then all the others: what a change of the worlds hides there may show here. */
const seedsFrom = (seed: number): Set<number> =>
  new Set([seed, ...Array.from({ length: MOST_SEEDS }, (_, nth) => nth + 1)]);

/** The first of those worlds that shows the bug by that invariant, and what it says. */
const whereItShows = async ({ seed: known, falls, variant, faults }: Planted) => {
  for (const [nth, seed] of [...seedsFrom(known)].entries()) {
    const { faults: found } = await runWorld(seed, { variant, ...(faults && { faults }) });
    const fault = found.find((one) => one.startsWith(falls));
    if (fault !== undefined) return { seed, fault, worlds: nth + 1 };
  }
  return undefined;
};

describe("worlds find a planted bug within 200 seeds", () => {
  const table: string[] = [];
  afterAll(() => console.log([`| planted bug | seed | what it says |`, `| --- | --- | --- |`, ...table].join("\n")));

  test.each(PLANTED)("$bug, by $falls", { timeout: PATIENCE }, async (planted) => {
    const found = await whereItShows(planted);
    table.push(`| ${planted.bug} | ${found?.seed ?? "none"} | ${found?.fault ?? ""} |`);
    expect(found).toBeDefined();
    expect(found?.worlds, `name seed ${found?.seed} of it in planted.ts`).toBeLessThanOrEqual(FEW);
  });
});
