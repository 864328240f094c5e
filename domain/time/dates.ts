import { Temporal } from "temporal-polyfill";
import { memoize } from "./memoize.ts";
import type { YearlyDay } from "./yearly-day.ts";

// Dates are remembered: Temporal takes some 10 µs for each, and a program asks for the same few all the time.

/** The date on which an instant falls in a zone, e.g. `2027-04-01`. */
export const schoolDate = memoize((instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
);

/**
 * The instant of a date and time of day in a zone, as ISO 8601 UTC with milliseconds. A local time that daylight
 * saving skips becomes the first valid one after the gap, a repeated one the first of the two (Temporal: `compatible`).
 */
export const instantAt = memoize((date: string, timeOfDay: string, timeZone: string): string => {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(timeOfDay));
  return local.toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: "millisecond" });
});

export const addDays = memoize((date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString(),
);

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = memoize((date: string): number => Temporal.PlainDate.from(date).dayOfWeek);

export const yearOf = memoize((date: string): number => Temporal.PlainDate.from(date).year);

/** A date by its parts; a day past the month's end becomes its last day, so February 29 is the 28th in common years. */
export const dateOf = (year: number, month: number, day: number): string =>
  Temporal.PlainDate.from({ year, month, day }, { overflow: "constrain" }).toString();

/** The n-th such weekday of a month; `undefined` where the month has no n-th. */
export const nthWeekday = (year: number, month: number, weekday: number, nth: number): string | undefined => {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const day = 1 + ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1);
  return day <= first.daysInMonth ? first.with({ day }).toString() : undefined;
};

/** Where a yearly day falls in that year; `undefined` for a fifth weekday that the month lacks. */
export const yearlyDate = (rule: YearlyDay, year: number): string | undefined =>
  "day" in rule ? dateOf(year, rule.month, rule.day) : nthWeekday(year, rule.month, rule.weekday, rule.nth);

// Made once: to make one takes a hundred times as long as to use it, and every mail says two dates.
const READABLE = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });

/** A date as people read it, e.g. `Friday, April 30`. */
export const readableDate = (date: string): string => READABLE.format(new Date(`${date}T00:00:00Z`));
