import { describe, expect, test } from "vitest";
import { fiftyWorldsFrom } from "./many-worlds.ts";
import { runWorld } from "./run-world.ts";

describe("in every world each mail that is due arrives once, or is seen not to have arrived", () =>
  fiftyWorldsFrom([1, 51]));

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
