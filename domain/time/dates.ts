import { memoize } from "./memoize.ts";
import { wallClock } from "./wall-clock.ts";
import type { YearlyDay } from "./yearly-day.ts";

const DAY = 86_400_000;

const midnightOf = memoize((date: string): number => Date.parse(`${date}T00:00Z`));
const dateAt = memoize((milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10));

const shownAt = (instant: number, timeZone: string): number => wallClock(instant, timeZone).shows;

/** The date on which an instant falls in a zone, e.g. `2027-04-01`. */
export const schoolDate = memoize((instant: string, timeZone: string): string =>
  dateAt(shownAt(Date.parse(instant), timeZone)),
);

/** An instant as the school's clock shows it, e.g. `2027-04-01 19:30 EDT`. */
export const schoolMinute = (instant: string, timeZone: string): string => {
  const { shows, name } = wallClock(Date.parse(instant), timeZone);
  return `${dateAt(shows)} ${new Date(shows).toISOString().slice(11, 16)} ${name}`;
};

/** A local time as ISO 8601 UTC. A skipped time becomes the one after the gap, a repeated one the first of the two. */
export const instantAt = memoize((date: string, timeOfDay: string, timeZone: string): string => {
  const wall = Date.parse(`${date}T${timeOfDay}Z`);
  const offsetAt = (at: number): number => shownAt(at, timeZone) - at;
  const [before, after] = [wall - offsetAt(wall - DAY), wall - offsetAt(wall + DAY)];
  const instant = [before, after].find((at) => shownAt(at, timeZone) === wall) ?? before;
  return new Date(instant).toISOString();
});

export const addDays = (date: string, days: number): string => dateAt(midnightOf(date) + days * DAY);

export const daysBetween = (from: string, to: string): number => (midnightOf(to) - midnightOf(from)) / DAY;

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: string): number => new Date(midnightOf(date)).getUTCDay() || 7;

export const yearOf = (date: string): number => new Date(midnightOf(date)).getUTCFullYear();

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A date by its parts; a day past the month's end becomes its last day. */
export const dateOf = (year: number, month: number, day: number): string =>
  dateAt(Date.UTC(year, month - 1, Math.min(day, daysIn(year, month))));

export const nthWeekday = (year: number, month: number, weekday: number, nth: number): string | undefined => {
  const first = weekdayOf(dateOf(year, month, 1));
  const day = 1 + ((weekday - first + 7) % 7) + 7 * (nth - 1);
  return day <= daysIn(year, month) ? dateOf(year, month, day) : undefined;
};

const lastWeekday = (year: number, month: number, weekday: number): string | undefined =>
  nthWeekday(year, month, weekday, 5) ?? nthWeekday(year, month, weekday, 4);

const weekdayFrom = (date: string, weekday: number, nth: number): string => {
  const apart = (weekday - weekdayOf(date) + 7) % 7;
  return nth > 0 ? addDays(date, (apart || 7) + 7 * (nth - 1)) : addDays(date, apart - 7 + 7 * (nth + 1));
};

/** The date of a rule in a year; counted from another day, it may lie in a year beside it. */
export const yearlyDate = (rule: YearlyDay, year: number): string | undefined => {
  if ("from" in rule) {
    const from = yearlyDate(rule.from, year);
    if (from === undefined) return undefined;
    return "days" in rule ? addDays(from, rule.days) : weekdayFrom(from, rule.weekday, rule.nth);
  }
  if ("day" in rule) return dateOf(year, rule.month, rule.day === "last" ? 31 : rule.day);
  return rule.nth === "last"
    ? lastWeekday(year, rule.month, rule.weekday)
    : nthWeekday(year, rule.month, rule.weekday, rule.nth);
};

/** The first date of a rule that is no earlier than another date, in its year or the next. */
export const firstFrom = (rule: YearlyDay, date: string): string | undefined =>
  [yearOf(date), yearOf(date) + 1]
    .map((year) => yearlyDate(rule, year))
    .find((day) => day !== undefined && day >= date);

/** Every date from the one to the other; none where that is earlier. */
export const datesBetween = (from: string, to: string): string[] => {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
};

export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
export const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** A date as people read it, e.g. `Friday, April 30`. */
export const readableDate = (date: string): string => {
  const day = new Date(midnightOf(date));
  return `${WEEKDAYS[day.getUTCDay()]}, ${MONTHS[day.getUTCMonth()]} ${day.getUTCDate()}`;
};
