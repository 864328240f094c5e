import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dateOf, instantAt, nthWeekday, readableDate, schoolDate } from "#domain/time/dates.ts";

const zone = "America/New_York";

describe("school dates and instants", () => {
  test.each([
    ["2027-01-15", "2027-01-15T14:00:00.000Z"],
    ["2027-04-01", "2027-04-01T13:00:00.000Z"],
    ["2027-03-13", "2027-03-13T14:00:00.000Z"],
    ["2027-03-14", "2027-03-14T13:00:00.000Z"],
    ["2027-11-06", "2027-11-06T13:00:00.000Z"],
    ["2027-11-07", "2027-11-07T14:00:00.000Z"],
  ])("nine o'clock on %s is %s, on both sides of both clock changes", (date, instant) => {
    expect(instantAt(date, "09:00", zone)).toBe(instant);
  });

  test("a time that spring skips becomes the first one after the gap", () => {
    expect(instantAt("2027-03-14", "02:30", zone)).toBe("2027-03-14T07:30:00.000Z");
  });

  test("a time that autumn repeats is the first of the two", () => {
    expect(instantAt("2027-11-07", "01:30", zone)).toBe("2027-11-07T05:30:00.000Z");
  });

  test("a midnight that a zone skips becomes the first moment of that day", () => {
    const midnight = instantAt("2026-09-06", "00:00", "America/Santiago");
    expect(schoolDate(midnight, "America/Santiago")).toBe("2026-09-06");
  });

  test("an instant late in the evening belongs to the school's day, not to the UTC day", () => {
    expect(schoolDate("2027-04-02T03:59:59Z", zone)).toBe("2027-04-01");
  });

  test("a date's instant falls on that date in every zone", () => {
    const zones = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/Santiago", "UTC"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 5000 }), (timeZone, days) => {
        const date = addDays("2024-01-01", days);
        expect(schoolDate(instantAt(date, "09:00", timeZone), timeZone)).toBe(date);
      }),
    );
  });

  test("February 29 is the 28th in a year without it", () => {
    expect([dateOf(2027, 2, 29), dateOf(2028, 2, 29)]).toEqual(["2027-02-28", "2028-02-29"]);
  });

  test("a month without a fifth Friday has none", () => {
    expect([nthWeekday(2027, 4, 5, 5), nthWeekday(2026, 5, 5, 5)]).toEqual(["2027-04-30", "2026-05-29"]);
    expect(nthWeekday(2027, 3, 5, 5)).toBeUndefined();
  });

  test("third Fridays of March are the published and computed Match Days", () => {
    const days = [18, 17, 16, 15, 20, 19, 18, 17, 15, 21, 20, 19, 17, 16, 15, 21, 19, 18, 17, 16, 21, 20, 19, 18, 16];
    const third = days.map((_, i) => Number(nthWeekday(2016 + i, 3, 5, 3)?.slice(-2)));
    expect(third).toEqual(days);
  });

  test("a date reads as people write it", () => {
    expect(readableDate("2027-04-30")).toBe("Friday, April 30");
  });
});
