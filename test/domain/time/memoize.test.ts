import { describe, expect, test } from "vitest";
import { memoize } from "#domain/time/memoize.ts";

/** A rule that counts how often it is asked. */
const counted = () => {
  const asked: string[] = [];
  const rule = memoize((text: string, number: number) => {
    asked.push(`${text} ${number}`);
    if (text === "bad") throw new Error("bad");
    return `${text}, ${number}`;
  });
  return { asked, rule };
};

describe("a rule that is remembered", () => {
  test("is asked once for each thing that it is given", () => {
    const { asked, rule } = counted();
    expect([rule("a", 1), rule("a", 2), rule("a", 1)]).toEqual(["a, 1", "a, 2", "a, 1"]);
    expect(asked).toEqual(["a 1", "a 2"]);
  });

  test("throws each time what it throws", () => {
    const { asked, rule } = counted();
    expect(() => rule("bad", 1)).toThrow("bad");
    expect(() => rule("bad", 1)).toThrow("bad");
    expect(asked).toHaveLength(2);
  });

  test("begins anew when it holds five thousand answers, and still says the same", () => {
    const { asked, rule } = counted();
    for (let number = 0; number < 5_001; number += 1) rule("a", number);
    expect(rule("a", 0)).toBe("a, 0");
    expect(asked).toHaveLength(5_002);
  });
});
