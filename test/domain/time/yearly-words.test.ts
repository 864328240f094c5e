import { expect, test } from "vitest";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import { onWords, shifted, yearlyWords } from "#domain/time/yearly-words.ts";
import { readAnyDay } from "#files/program-folder/notation/yearly-days.ts";

test.each([
  "April 1",
  "third Friday of March",
  "last Friday of April",
  "last day of June",
  "Monday before third Friday of March",
  "second Sunday after March 1",
  "3 days before April 15",
  "1 day after April 15",
])("a day of the year is said as staff write it: %s", (text) => {
  const read = readAnyDay(text);
  expect(read.ok && yearlyWords(read.value)).toBe(text);
  expect(read.ok && onWords(read.value)).toBe(/^\d/.test(text) ? text : `on ${text}`);
});

test("a day that is no day apart is the day itself", () => {
  const april: YearlyDay = { month: 4, day: 15 };
  expect(yearlyWords({ days: 0, from: april })).toBe("April 15");
  expect([-2, -1, 0, 1, 2].map((days) => shifted(days, "Match Day"))).toEqual([
    ...["2 days before Match Day", "1 day before Match Day", "on Match Day", "1 day after Match Day"],
    "2 days after Match Day",
  ]);
});
