import { addDays, dateOf, datesBetween, nthWeekday, weekdayOf, yearlyDate, yearOf } from "./dates.ts";
import type { School } from "./school.ts";
import type { YearlySpan } from "./yearly-day.ts";

const SATURDAY = 6;
const SUNDAY = 7;
const WEEKEND = [SATURDAY, SUNDAY];

/** The legal public holidays of 5 U.S.C. 6103(a) in a year, on their own dates. */
const holidays = (year: number): string[] =>
  [
    dateOf(year, 1, 1),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    yearlyDate({ month: 5, nth: "last", weekday: 1 }, year),
    year >= 2021 ? dateOf(year, 6, 19) : undefined,
    dateOf(year, 7, 4),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2),
    dateOf(year, 11, 11),
    nthWeekday(year, 11, 4, 4),
    dateOf(year, 12, 25),
  ].filter((date) => date !== undefined);

/** The day on which a holiday is kept: Friday for a Saturday, Monday for a Sunday (5 U.S.C. 6103(b)). */
const observed = (holiday: string): string => {
  const weekday = weekdayOf(holiday);
  if (weekday === SATURDAY) return addDays(holiday, -1);
  return weekday === SUNDAY ? addDays(holiday, 1) : holiday;
};

const known = new Map<number, ReadonlySet<string>>();

/** Federal holidays of a year with their observed days; January 1 of the next year can be observed on December 31. */
const federalHolidays = (year: number): ReadonlySet<string> => {
  const found = known.get(year);
  if (found) return found;
  const days = [...holidays(year), ...holidays(year + 1)];
  const computed = new Set([...days, ...days.map(observed)]);
  known.set(year, computed);
  return computed;
};

/** The days of a span that begins in a year. */
export const daysOfSpan = ({ from, to }: YearlySpan, year: number): string[] => {
  const first = yearlyDate(from, year);
  const last = [year, year + 1].map((one) => yearlyDate(to, one)).find((date) => date && first && date >= first);
  return first === undefined || last === undefined ? [] : datesBetween(first, last);
};

const own = new WeakMap<School["quietDays"], Map<number, ReadonlySet<string>>>();

/** The school's own quiet days in a year. One that is counted from New Year's Day may stand in the year beside it. */
const ownDays = (quietDays: School["quietDays"], year: number): ReadonlySet<string> => {
  const found = own.get(quietDays) ?? new Map<number, ReadonlySet<string>>();
  own.set(quietDays, found);
  const known = found.get(year);
  if (known) return known;
  const spans = quietDays.yearly ?? [];
  const dates = [year - 1, year, year + 1].flatMap((one) => spans.flatMap((span) => daysOfSpan(span, one)));
  const days = new Set([...quietDays.dates, ...dates]);
  found.set(year, days);
  return days;
};

/** The school with more quiet days than its own. */
export const withQuietDates = (school: School, dates: readonly string[]): School => ({
  ...school,
  quietDays: { ...school.quietDays, dates: [...school.quietDays.dates, ...dates] },
});

/** The weekday on which the working week begins, 1 = Monday. */
export const weekBeginsOn = ({ weekend = WEEKEND }: School): number =>
  [1, 2, 3, 4, 5, 6, 7].find((day) => !weekend.includes(day) && weekend.includes(day === 1 ? SUNDAY : day - 1)) ?? 1;

export const isWeekend = ({ weekend = WEEKEND }: School, date: string): boolean => weekend.includes(weekdayOf(date));

/** True on a day when the school sends no mail that is not `exact`. */
export const isQuiet = (school: School, date: string): boolean =>
  (school.quietDays.weekends && isWeekend(school, date)) ||
  (school.quietDays.usFederalHolidays && federalHolidays(yearOf(date)).has(date)) ||
  ownDays(school.quietDays, yearOf(date)).has(date);

export const workingDayOnOrAfter = (school: School, date: string): string =>
  isQuiet(school, date) ? workingDayOnOrAfter(school, addDays(date, 1)) : date;

/** The n-th working day before a date, which does not count itself. */
export const workingDayBefore = (school: School, date: string, n: number): string => {
  const eve = addDays(date, -1);
  if (isQuiet(school, eve)) return workingDayBefore(school, eve, n);
  return n === 1 ? eve : workingDayBefore(school, eve, n - 1);
};

const followsWeekend = (school: School, date: string): boolean => {
  const eve = addDays(date, -1);
  return isWeekend(school, eve) || (isQuiet(school, eve) && followsWeekend(school, eve));
};

/** True on the first working day after a weekend. */
export const isFirstWorkingDayOfWeek = (school: School, date: string): boolean =>
  !isWeekend(school, date) && !isQuiet(school, date) && followsWeekend(school, date);
