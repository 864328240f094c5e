import { expect, test } from "vitest";
import {
  type Doubt,
  doubted,
  doubtsOf,
  isDoubted,
  isHeldAlike,
  isListed,
  pauseOf,
  withoutDoubt,
  withoutPause,
} from "#domain/people/held.ts";

const doubt = (evidence: string): Doubt => ({
  reason: "status",
  since: "2027-04-01T13:00:00.000Z",
  evidence,
  says: "",
});
const [a, b, c] = [doubt("a"), doubt("b"), doubt("c")];

test("the first doubt holds, and the others stand beside it", () => {
  expect(doubted({}, [])).toBeUndefined();
  expect(doubted({}, [a])).toStrictEqual(a);
  expect(doubted({}, [a, b, c])).toStrictEqual({ ...a, also: [b, c] });
  expect(doubted({ held: { ...a, also: [b] } }, [c])).toStrictEqual({ ...a, also: [b, c] });
  expect(doubtsOf({ held: { ...a, also: [b] } })).toEqual([a, b]);
  expect(doubtsOf({})).toEqual([]);
});

test("what stands already, or a person decided on, is no new doubt", () => {
  expect(doubted({ held: a }, [a, b, b])).toStrictEqual({ ...a, also: [b] });
  expect(doubted({ released: ["a"] }, [a, b])).toStrictEqual(b);
  expect(doubted({ released: ["a"] }, [a])).toBeUndefined();
});

test("without one doubt the next one holds, and without the last nobody is held", () => {
  expect(withoutDoubt({ held: { ...a, also: [b, c] } }, "a")).toStrictEqual({ ...b, also: [c] });
  expect(withoutDoubt({ held: { ...a, also: [b] } }, "b")).toStrictEqual(a);
  expect(withoutDoubt({ held: a }, "a")).toBeUndefined();
  expect(withoutDoubt({ held: a }, "z")).toStrictEqual(a);
});

test("a pause stands after each doubt, whichever came first, and is told from them", () => {
  const pause: Doubt = { ...doubt("paused:1"), reason: "paused" };
  const held = doubted({ held: pause }, [a]);
  expect(held).toStrictEqual({ ...a, also: [pause] });
  expect([isDoubted({ held }), isDoubted({ held: pause }), isDoubted({})]).toEqual([true, false, false]);
  expect(pauseOf({ held })).toStrictEqual(pause);
  expect(withoutPause({ held })).toStrictEqual(a);
  expect(withoutPause({ held: pause })).toBeUndefined();
});

test("two are held alike where neither a doubt nor a decision differs", () => {
  expect(isHeldAlike({ held: a, released: ["x"] }, { held: a, released: ["x"] })).toBe(true);
  expect(isHeldAlike({ held: a }, { held: b })).toBe(false);
  expect(isHeldAlike({ held: a, released: ["x"] }, { held: a })).toBe(false);
});

test.each([
  { status: "active", listed: true },
  { status: "leave", listed: true },
  { status: "withdrawn", listed: false },
  { status: "graduated", listed: false },
  { status: "active", held: a, listed: false },
  { status: "leave", held: a, listed: false },
] as const)("who is here or on leave and not held may be written to: %j", ({ listed, ...person }) => {
  expect(isListed(person)).toBe(listed);
});
