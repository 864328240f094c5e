import { datesBetween, yearlyDate } from "#domain/time/dates.ts";
import type { YearlySpan } from "#domain/time/yearly-day.ts";
import type { Understood } from "../understood.ts";
import { readIsoDate } from "./iso-date.ts";
import { readOddDate } from "./odd-dates.ts";
import { readAnyDay } from "./yearly-days.ts";

/** Quiet days as one entry names them: dates, or days that come back each year. */
export type QuietEntry = { dates: string[] } | { yearly: YearlySpan };

/** A longer one is more likely a slip: a summer without mails takes two entries. */
const MOST_DAYS = 120;

const BETWEEN = /\s+(?:to|until|till|through|–|—|-)\s+|\s*(?:\.\.\.?|…|–)\s*/i;
const IN_A_YEAR = /^(\D+ \d{1,2}(?:st|nd|rd|th)?),? (\d{4})$/i;

/** A date of one year, in digits or with a month's name; undefined where the text names no year. */
const datedDay = (text: string): Understood<string> | undefined => {
  const odd = readOddDate(text);
  if (odd !== undefined || /^\d{4}\b/.test(text)) return odd ?? readIsoDate(text);
  const [, words, year] = IN_A_YEAR.exec(text) ?? [];
  if (words === undefined) return undefined;
  const day = readAnyDay(words);
  return day.ok ? readIsoDate(yearlyDate(day.value, Number(year)) ?? "") : day;
};

const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

const tooLong = (text: string, days: number): Understood<never> => ({
  ok: false,
  what: `"${text}" is ${days} days long.`,
  mend: `Write at most ${MOST_DAYS} days in one entry.`,
});

const readDated = (text: string, from: string, to: string): Understood<QuietEntry> => {
  const days = daysFrom(from, to);
  if (days < 1) return { ok: false, what: `"${text}" ends before it begins.`, mend: "Turn the two round." };
  if (days > MOST_DAYS) return tooLong(text, days);
  return { ok: true, value: { dates: datesBetween(from, to) } };
};

/** Weekdays come back to the same dates after 28 years. */
const YEARS = Array.from({ length: 28 }, (_, index) => 2024 + index);

const longest = ({ from, to }: YearlySpan): number =>
  Math.max(
    ...YEARS.map((year) => {
      const first = yearlyDate(from, year) ?? "";
      const last = [year, year + 1].map((one) => yearlyDate(to, one) ?? "").find((day) => day >= first) ?? "";
      return daysFrom(first, last);
    }),
  );

const readYearly = (text: string, from: string, to: string): Understood<QuietEntry> => {
  const first = readAnyDay(from);
  if (!first.ok) return first;
  // "December 20 to 31" is within one month.
  const month = /^\D+/.exec(from)?.[0] ?? "";
  const last = to === from ? first : readAnyDay(/^\d{1,2}(?:st|nd|rd|th)?$/.test(to) ? `${month}${to}` : to);
  if (!last.ok) return last;
  const yearly = { from: first.value, to: last.value };
  const days = longest(yearly);
  return days > MOST_DAYS ? tooLong(text, days) : { ok: true, value: { yearly } };
};

const needsYear = (text: string): Understood<never> => ({
  ok: false,
  what: `"${text}" names a year at one of its ends only.`,
  mend: "Write a year at both, like 2027-12-20 to 2028-01-02, or at none.",
});

/**
 * Reads one entry of `quietDays.dates`: `2027-12-24`, `2027-12-20 to 2027-12-31`, `third Monday of April`, or `December
 * 24 to January 1`.
 */
export const readQuietEntry = (given: string): Understood<QuietEntry> => {
  const text = given.trim().replaceAll(/\s+/g, " ");
  const [from = "", to = from, ...more] = text.split(BETWEEN);
  if (more.length > 0) return { ok: false, what: `"${text}" has more than two ends.`, mend: "Write an entry each." };
  const [first, last] = [datedDay(from), datedDay(to)];
  if (first === undefined && last === undefined) return readYearly(text, from, to);
  if (first === undefined || last === undefined) return needsYear(text);
  if (!first.ok) return first;
  return last.ok ? readDated(text, first.value, last.value) : last;
};
