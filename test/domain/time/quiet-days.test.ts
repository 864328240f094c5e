import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#domain/time/dates.ts";
import { isFirstWorkingDayOfWeek, isQuiet, workingDayBefore, workingDayOnOrAfter } from "#domain/time/quiet-days.ts";
import { program } from "../calendar/program.fixture.ts";

const { school } = program;
const anyDate = fc.integer({ min: 0, max: 7300 }).map((days) => addDays("2022-01-01", days));

describe("quiet days", () => {
  test.each([
    ["2027-01-01", "New Year's Day"],
    ["2021-12-31", "New Year's Day 2022, a Saturday, kept on the Friday of the year before"],
    ["2023-01-02", "New Year's Day 2023, a Sunday, kept on the Monday"],
    ["2028-01-17", "Birthday of Martin Luther King, Jr."],
    ["2027-02-15", "Washington's Birthday"],
    ["2027-05-31", "Memorial Day, the fifth Monday"],
    ["2026-05-25", "Memorial Day, the fourth Monday"],
    ["2027-06-18", "Juneteenth, a Saturday, kept on the Friday"],
    ["2027-07-05", "Independence Day, a Sunday, kept on the Monday"],
    ["2026-07-03", "Independence Day, a Saturday, kept on the Friday"],
    ["2026-09-07", "Labor Day"],
    ["2026-10-12", "Columbus Day"],
    ["2026-11-11", "Veterans Day"],
    ["2026-11-26", "Thanksgiving Day"],
    ["2026-12-25", "Christmas Day"],
    ["2027-04-03", "a Saturday"],
  ])("%s is quiet: %s", (date) => {
    expect(isQuiet(school, date)).toBe(true);
  });

  test.each(["2027-04-01", "2026-11-27", "2028-04-17", "2027-03-19", "2020-06-19"])("%s is a working day", (date) => {
    expect(isQuiet(school, date)).toBe(false);
  });

  test("days that the school names are quiet too", () => {
    const closed = { ...school, quietDays: { ...school.quietDays, dates: ["2027-04-01"] } };
    expect(workingDayOnOrAfter(closed, "2027-04-01")).toBe("2027-04-02");
  });

  test("January 15, 2028, a Saturday before a holiday Monday, becomes Tuesday the 18th", () => {
    expect(workingDayOnOrAfter(school, "2028-01-15")).toBe("2028-01-18");
  });

  test("New Year's Day on a Saturday moves to Monday, January 3", () => {
    expect(workingDayOnOrAfter(school, "2021-12-31")).toBe("2022-01-03");
  });

  test("moving off quiet days lands on a working day, moves nothing twice, and keeps the order", () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        const moved = workingDayOnOrAfter(school, a);
        expect(isQuiet(school, moved)).toBe(false);
        expect(moved >= a).toBe(true);
        expect(workingDayOnOrAfter(school, moved)).toBe(moved);
        if (a <= b) expect(moved <= workingDayOnOrAfter(school, b)).toBe(true);
      }),
    );
  });

  test("the second working day before a date has exactly one working day between", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const second = workingDayBefore(school, date, 2);
        expect(workingDayBefore(school, date, 1)).toBe(workingDayOnOrAfter(school, addDays(second, 1)));
      }),
    );
  });
});

describe("a week from Sunday to Thursday", () => {
  const sunday = { ...school, weekend: [5, 6], quietDays: { ...school.quietDays, usFederalHolidays: false } };

  test("has its quiet days on Friday and Saturday, and none on Sunday", () => {
    const days = ["2027-04-01", "2027-04-02", "2027-04-03", "2027-04-04"];
    expect(days.map((day) => isQuiet(sunday, day))).toEqual([false, true, true, false]);
    expect(workingDayOnOrAfter(sunday, "2027-04-02")).toBe("2027-04-04");
    expect(workingDayBefore(sunday, "2027-04-04", 1)).toBe("2027-04-01");
  });

  test("begins on Sunday, or on the first day after it that is not quiet", () => {
    const closed = { ...sunday, quietDays: { ...sunday.quietDays, dates: ["2027-04-11", "2027-04-12"] } };
    const days = Array.from({ length: 28 }, (_, nth) => addDays("2027-04-01", nth));
    expect(days.filter((day) => isFirstWorkingDayOfWeek(closed, day))).toEqual([
      ...["2027-04-04", "2027-04-13", "2027-04-18", "2027-04-25"],
    ]);
  });
});

test("a week begins on Monday, on Tuesday after a holiday, and once only", () => {
  const days = Array.from({ length: 28 }, (_, nth) => addDays("2027-02-01", nth));
  expect(days.filter((day) => isFirstWorkingDayOfWeek(school, day))).toEqual([
    ...["2027-02-01", "2027-02-08", "2027-02-16", "2027-02-22"],
  ]);
});
