import { afterAll, describe, expect, test } from "vitest";
import type { Variant } from "./ground/wiring.ts";
import { runWorld } from "./run-world.ts";
import { PLANTED } from "./witness/planted.ts";

const MOST_SEEDS = 200;
/** Milliseconds; far more than a test needs, for machines that have much else to do. */
const PATIENCE = 120_000;

/** The first seed whose world shows the bug by that invariant, and what it says. */
const firstSeed = async (variant: Variant, falls: string): Promise<{ seed: number; fault: string } | undefined> => {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const fault = (await runWorld(seed, { variant })).faults.find((found) => found.startsWith(falls));
    if (fault !== undefined) return { seed, fault };
  }
  return undefined;
};

describe("worlds find a planted bug within 200 seeds", () => {
  const table: string[] = [];
  afterAll(() =>
    console.log([`| planted bug | first seed | what it says |`, `| --- | --- | --- |`, ...table].join("\n")),
  );

  test.each(PLANTED)("$bug, by $falls", { timeout: PATIENCE }, async ({ bug, falls, variant }) => {
    const found = await firstSeed(variant, falls);
    table.push(`| ${bug} | ${found?.seed ?? "none"} | ${found?.fault ?? ""} |`);
    expect(found).toBeDefined();
  });
});
