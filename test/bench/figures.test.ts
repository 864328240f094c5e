import { expect, test } from "vitest";
import { growthExponent, spreadOf } from "../../bench/mail/report/figures.ts";

test("the middle of an even count is between the two in the middle", () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 });
  expect(spreadOf([5])).toEqual({ median: 5, least: 5, most: 5 });
});

test("nothing has no middle", () => {
  expect(() => spreadOf([])).toThrow("no middle");
});

test("a cost that does not grow has exponent 0, one that grows with size has 1", () => {
  const sizes = [1_000, 10_000, 100_000];
  expect(growthExponent(sizes.map((size) => ({ size, cost: 80 })))).toBeCloseTo(0);
  expect(growthExponent(sizes.map((size) => ({ size, cost: size / 7 })))).toBeCloseTo(1);
  expect(growthExponent(sizes.map((size) => ({ size, cost: Math.sqrt(size) })))).toBeCloseTo(0.5);
});
