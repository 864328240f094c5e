import { describe, expect, test } from "vitest";
import {
  datesBetween,
  daysBetween,
  firstFrom,
  schoolMinute,
  weekdayOf,
  yearlyDate,
  yearOf,
} from "#domain/time/dates.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";

const MARCH_1: YearlyDay = { month: 3, day: 1 };
const MONDAY = 1;
const FRIDAY = 5;
const THIRD_FRIDAY: YearlyDay = { month: 3, nth: 3, weekday: FRIDAY };

describe("a day that comes back each year", () => {
  test.each<[string, YearlyDay, number, string | undefined]>([
    ["a date", { month: 4, day: 1 }, 2027, "2027-04-01"],
    ["the last day of February", { month: 2, day: "last" }, 2027, "2027-02-28"],
    ["the last day of February of a leap year", { month: 2, day: "last" }, 2028, "2028-02-29"],
    ["a weekday", THIRD_FRIDAY, 2027, "2027-03-19"],
    ["the last of four Fridays", { month: 3, nth: "last", weekday: FRIDAY }, 2027, "2027-03-26"],
    ["the last of five Fridays", { month: 4, nth: "last", weekday: FRIDAY }, 2027, "2027-04-30"],
    ["a fifth Friday that there is not", { month: 3, nth: 5, weekday: FRIDAY }, 2027, undefined],
    ["days after another day", { days: 10, from: MARCH_1 }, 2027, "2027-03-11"],
    ["days before another day", { days: -1, from: MARCH_1 }, 2028, "2028-02-29"],
    ["days before New Year, in the year before", { days: -1, from: { month: 1, day: 1 } }, 2027, "2026-12-31"],
    ["days from a day that there is not", { days: 1, from: { month: 3, nth: 5, weekday: 5 } }, 2027, undefined],
    ["the Monday before the third Friday", { nth: -1, weekday: MONDAY, from: THIRD_FRIDAY }, 2027, "2027-03-15"],
    ["the second Monday before it", { nth: -2, weekday: MONDAY, from: THIRD_FRIDAY }, 2027, "2027-03-08"],
    ["the third Monday before it", { nth: -3, weekday: MONDAY, from: THIRD_FRIDAY }, 2027, "2027-03-01"],
    ["the first Monday after it", { nth: 1, weekday: MONDAY, from: THIRD_FRIDAY }, 2027, "2027-03-22"],
    ["the second Monday after it", { nth: 2, weekday: MONDAY, from: THIRD_FRIDAY }, 2027, "2027-03-29"],
    ["the third Monday after it", { nth: 3, weekday: MONDAY, from: THIRD_FRIDAY }, 2027, "2027-04-05"],
    ["the Friday after a Friday, not itself", { nth: 1, weekday: FRIDAY, from: THIRD_FRIDAY }, 2027, "2027-03-26"],
    ["the Friday before a Friday, not itself", { nth: -1, weekday: FRIDAY, from: THIRD_FRIDAY }, 2027, "2027-03-12"],
    ["the Saturday after a Friday", { nth: 1, weekday: 6, from: THIRD_FRIDAY }, 2027, "2027-03-20"],
    [
      "a weekday from a day that there is not",
      { nth: 1, weekday: 1, from: { month: 3, nth: 5, weekday: 5 } },
      2027,
      undefined,
    ],
  ])("%s", (_, rule, year, date) => {
    expect(yearlyDate(rule, year)).toBe(date);
  });

  test.each([
    ["2027-01-10", "2027-04-01"],
    ["2027-04-01", "2027-04-01"],
    ["2027-04-02", "2028-04-01"],
  ])("the first April 1 from %s is %s", (from, day) => {
    expect(firstFrom({ month: 4, day: 1 }, from)).toBe(day);
  });

  test("where this year has no such day, the first is next year's", () => {
    expect(firstFrom({ month: 3, nth: 5, weekday: FRIDAY }, "2028-01-01")).toBe("2028-03-31");
    expect(firstFrom({ month: 3, nth: 5, weekday: FRIDAY }, "2027-01-01")).toBe("2028-03-31");
    expect(firstFrom({ month: 3, nth: 5, weekday: FRIDAY }, "2026-01-01")).toBeUndefined();
  });
});

describe("dates", () => {
  test("a year of 365 days, and one of 366", () => {
    expect([daysBetween("2027-01-01", "2028-01-01"), daysBetween("2028-01-01", "2029-01-01")]).toEqual([365, 366]);
    expect(daysBetween("2027-03-02", "2027-02-28")).toBe(-2);
  });

  test("every date from one to the other, both with them; none backwards", () => {
    expect(datesBetween("2028-02-28", "2028-03-01")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(datesBetween("2027-04-01", "2027-04-01")).toEqual(["2027-04-01"]);
    expect(datesBetween("2027-04-02", "2027-04-01")).toEqual([]);
  });

  test("a Monday is the first day of the week, a Sunday the seventh", () => {
    expect(datesBetween("2027-03-29", "2027-04-04").map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(yearOf("2027-12-31")).toBe(2027);
  });

  test("an instant as the school's clock shows it, on both sides of midnight and of the clock's change", () => {
    expect(schoolMinute("2027-04-02T03:59:59Z", "America/New_York")).toBe("2027-04-01 23:59 EDT");
    expect(schoolMinute("2027-01-15T14:05:00Z", "America/New_York")).toBe("2027-01-15 09:05 EST");
  });
});
