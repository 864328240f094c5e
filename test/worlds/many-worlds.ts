import { expect, test } from "vitest";
import { runWorld } from "./run-world.ts";

/** Worlds of one test, so that a slow machine shows progress. */
const PER_TEST = 50;
/** Milliseconds; far more than a test needs, for machines that have much else to do. */
const PATIENCE = 120_000;

/** Says of a world in which something did not hold how to see it again. */
const told = (seed: number, faults: readonly string[]): string[] =>
  faults.map((fault) => `${fault} (npm run worlds -- --seed ${seed})`);

/** Tests, each of fifty worlds from one of these seeds on, that nothing in them is violated. */
export const fiftyWorldsFrom = (seeds: readonly number[]): void =>
  test.each(seeds)("fifty worlds from seed %i on", { timeout: PATIENCE }, async (from) => {
    const faults: string[] = [];
    for (let seed = from; seed < from + PER_TEST; seed += 1) faults.push(...told(seed, (await runWorld(seed)).faults));
    expect(faults).toEqual([]);
  });
