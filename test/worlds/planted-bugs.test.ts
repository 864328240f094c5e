import { afterAll, describe, expect, test } from "vitest";
import { runWorld } from "./run-world.ts";
import { PLANTED } from "./witness/planted.ts";
import type { WorldOptions } from "./world.ts";

const MOST_SEEDS = 200;
/** Milliseconds; far more than a test needs, for machines that have much else to do. */
const PATIENCE = 120_000;

/** The first seed whose world shows the bug by that invariant, and what it says. */
const firstSeed = async (
  options: WorldOptions,
  falls: string,
): Promise<{ seed: number; fault: string } | undefined> => {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const fault = (await runWorld(seed, options)).faults.find((found) => found.startsWith(falls));
    if (fault !== undefined) return { seed, fault };
  }
  return undefined;
};

describe("worlds find a planted bug within 200 seeds", () => {
  const table: string[] = [];
  afterAll(() =>
    console.log([`| planted bug | first seed | what it says |`, `| --- | --- | --- |`, ...table].join("\n")),
  );

  test.each(PLANTED)("$bug, by $falls", { timeout: PATIENCE }, async ({ bug, falls, ...options }) => {
    const found = await firstSeed(options, falls);
    table.push(`| ${bug} | ${found?.seed ?? "none"} | ${found?.fault ?? ""} |`);
    expect(found).toBeDefined();
  });
});
