import { expect, test } from "vitest";
import { mailsPerTurn, reserve } from "#domain/mail/pace.ts";

test("a turn begins at once where nobody waits, and after the others where somebody does", () => {
  expect(reserve(0, { count: 28, ratePerSecond: 14, now: 5_000 })).toEqual({ startsAt: 5_000, next: 7_000 });
  expect(reserve(9_000, { count: 7, ratePerSecond: 14, now: 5_000 })).toEqual({ startsAt: 9_000, next: 9_500 });
});

test.each([
  [14, 210],
  [1, 15],
  [0.5, 7],
  [0.01, 1],
])("at %d mails a second a turn has %d", (rate, mails) => {
  expect(mailsPerTurn(rate)).toBe(mails);
});
