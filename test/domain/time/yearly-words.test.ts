import { expect, test } from "vitest";
import { onWords, yearlyWords } from "#domain/time/yearly-words.ts";
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
