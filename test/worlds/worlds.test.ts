import { describe, expect, test } from "vitest";
import { runWorld } from "./run-world.ts";

/** Worlds of one test, so that a slow machine shows progress; together they are the worlds of every change. */
const PER_TEST = 50;
/** Milliseconds; far more than a test needs, for machines that have much else to do. */
const PATIENCE = 120_000;

/** Says of a world in which something did not hold how to see it again. */
const told = (seed: number, faults: readonly string[]): string[] =>
  faults.map((fault) => `${fault} (npm run worlds -- --seed ${seed})`);

describe("in every world each mail that is due arrives once, or is seen not to have arrived", () => {
  test.each([1, 51, 101, 151, 201, 251, 301, 351, 401, 451])(
    "fifty worlds from seed %i on",
    { timeout: PATIENCE },
    async (from) => {
      const faults: string[] = [];
      for (let seed = from; seed < from + PER_TEST; seed += 1)
        faults.push(...told(seed, (await runWorld(seed)).faults));
      expect(faults).toEqual([]);
    },
  );
});

describe("a world", () => {
  test("is the same whenever its seed is", async () => {
    const [one, other] = [await runWorld(7), await runWorld(7)];
    expect(other.history).toEqual(one.history);
  });

  test("differs from its neighbor", async () => {
    const [one, other] = [await runWorld(7), await runWorld(8)];
    expect(other.history).not.toEqual(one.history);
  });
});
