import { describe, expect, test } from "vitest";
import { datesBetween } from "#domain/time/dates.ts";
import {
  daysOfSpan,
  isFirstWorkingDayOfWeek,
  isQuiet,
  isWeekend,
  weekBeginsOn,
  withQuietDates,
  workingDayBefore,
} from "#domain/time/quiet-days.ts";
import type { School } from "#domain/time/school.ts";
import type { YearlySpan } from "#domain/time/yearly-day.ts";
import { program } from "../calendar/program.fixture.ts";

const { school } = program;
const WEEK = datesBetween("2027-04-05", "2027-04-11");
const FRIDAY_AND_SATURDAY: School = { ...school, weekend: [5, 6] };
const withSpans = (...yearly: YearlySpan[]): School => ({ ...school, quietDays: { ...school.quietDays, yearly } });
const BREAK: YearlySpan = { from: { month: 12, day: 24 }, to: { month: 1, day: 2 } };

describe("weeks of work", () => {
  test("a weekend is Saturday and Sunday, or what the school says", () => {
    expect(WEEK.map((date) => isWeekend(school, date))).toEqual([false, false, false, false, false, true, true]);
    expect(WEEK.map((date) => isWeekend(FRIDAY_AND_SATURDAY, date))).toEqual([
      ...[false, false, false, false, true, true],
      false,
    ]);
  });

  test("a week begins after its weekend, on a Monday where there is none", () => {
    expect(weekBeginsOn(school)).toBe(1);
    expect(weekBeginsOn(FRIDAY_AND_SATURDAY)).toBe(7);
    expect(weekBeginsOn({ ...school, weekend: [7] })).toBe(1);
    expect(weekBeginsOn({ ...school, weekend: [1, 2] })).toBe(3);
    expect(weekBeginsOn({ ...school, weekend: [] })).toBe(1);
  });

  test("the first working day of a week is its Monday, and Tuesday after a holiday", () => {
    const first = (from: string, to: string) =>
      datesBetween(from, to).filter((date) => isFirstWorkingDayOfWeek(school, date));
    expect(first("2027-04-03", "2027-04-12")).toEqual(["2027-04-05", "2027-04-12"]);
    expect(first("2028-01-15", "2028-01-23")).toEqual(["2028-01-18"]);
    // A holiday in the middle of a week begins no other week.
    expect(first("2026-11-23", "2026-11-29")).toEqual(["2026-11-23"]);
  });

  test("a day that is counted back skips quiet days", () => {
    expect(workingDayBefore(school, "2027-04-05", 1)).toBe("2027-04-02");
    expect(workingDayBefore(school, "2027-04-07", 3)).toBe("2027-04-02");
  });
});

describe("a school's own quiet days", () => {
  test("a span over New Year's Eve is quiet on both sides of it, and no day more", () => {
    const closed = withSpans(BREAK);
    const quiet = datesBetween("2026-12-21", "2027-01-06").filter((date) => isQuiet(closed, date));
    expect(quiet).toEqual([...datesBetween("2026-12-24", "2027-01-03")]);
    expect(daysOfSpan(BREAK, 2026)).toEqual(datesBetween("2026-12-24", "2027-01-02"));
  });

  test("a span within a year is of that year", () => {
    const recess: YearlySpan = { from: { month: 3, day: 8 }, to: { month: 3, day: 9 } };
    expect(daysOfSpan(recess, 2027)).toEqual(["2027-03-08", "2027-03-09"]);
    expect(daysOfSpan({ from: recess.from, to: recess.from }, 2027)).toEqual(["2027-03-08"]);
  });

  test("a span whose beginning a year has not is none", () => {
    const never: YearlySpan = { from: { month: 3, nth: 5, weekday: 5 }, to: { month: 4, day: 2 } };
    expect(daysOfSpan(never, 2027)).toEqual([]);
    expect(daysOfSpan(never, 2028)).toEqual(["2028-03-31", "2028-04-01", "2028-04-02"]);
  });

  test("a span that is counted from New Year's Day may stand in the year before", () => {
    const eve: YearlySpan = {
      from: { days: -2, from: { month: 1, day: 1 } },
      to: { days: -1, from: { month: 1, day: 1 } },
    };
    expect(isQuiet(withSpans(eve), "2026-12-30")).toBe(true);
    expect(isQuiet(withSpans(eve), "2026-12-29")).toBe(false);
  });

  test("a span that is counted into the year after stands there", () => {
    const later: YearlySpan = {
      from: { days: 5, from: { month: 12, day: 31 } },
      to: { days: 6, from: { month: 12, day: 31 } },
    };
    expect(["2027-01-05", "2027-01-06", "2027-01-07"].map((date) => isQuiet(withSpans(later), date))).toEqual([
      ...[true, true],
      false,
    ]);
  });

  test("more dates are quiet besides the school's own", () => {
    const named = withQuietDates(withQuietDates(school, ["2027-04-06"]), ["2027-04-07"]);
    expect(["2027-04-06", "2027-04-07", "2027-04-08"].map((date) => isQuiet(named, date))).toEqual([true, true, false]);
  });

  test("weekends and holidays are quiet only where the school says so", () => {
    const open: School = { ...school, quietDays: { weekends: false, usFederalHolidays: false, dates: [] } };
    expect(["2027-04-03", "2026-12-25"].map((date) => isQuiet(open, date))).toEqual([false, false]);
  });
});
