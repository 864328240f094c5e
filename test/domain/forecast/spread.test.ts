import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Load, spreadOf } from "#domain/forecast/spread.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import { windowAt } from "#domain/time/send-window.ts";
import { program } from "../calendar/program.fixture.ts";

const { school } = program;
// A Thursday, nine in the morning.
const MORNING = "2027-04-01T13:00:00.000Z";

describe("a run of mails ends", () => {
  test.each<[Omit<Load, "from">, number, string, string]>([
    [{ mails: 1_400, ratePerSecond: 14, dailyQuota: 50_000 }, 1, "2027-04-01T13:01:40.000Z", "the same morning"],
    [
      { mails: 500, ratePerSecond: 1, dailyQuota: 200 },
      3,
      "2027-04-05T13:01:40.000Z",
      "after the weekend, by the quota",
    ],
    [{ mails: 400, ratePerSecond: 1, dailyQuota: 200 }, 2, "2027-04-02T13:03:20.000Z", "with the second day's quota"],
    [{ mails: 40_000, ratePerSecond: 1 }, 2, "2027-04-02T13:06:40.000Z", "the next day, by the hours of the window"],
    [
      { mails: 1_000_000, ratePerSecond: 100, dailyQuota: 1e6 },
      1,
      "2027-04-01T15:46:40.000Z",
      "within hours at a hundred a second",
    ],
  ])("%j: %i days, %s, %s", (load, days, endsAt) => {
    expect(spreadOf(school, { ...load, from: MORNING })).toEqual({ days, endsAt });
  });

  test("the next morning, where it is asked in the night", () => {
    const night = { mails: 14, ratePerSecond: 14, from: "2027-04-02T02:00:00.000Z" };
    expect(spreadOf(school, night)).toEqual({ days: 1, endsAt: "2027-04-02T13:00:01.000Z" });
  });

  test("is not told where there is nothing to send", () => {
    expect(spreadOf(school, { mails: 0, ratePerSecond: 14, from: MORNING })).toBeUndefined();
  });

  test("never, where nothing may be sent", () => {
    expect(spreadOf(school, { mails: 1, ratePerSecond: 0, from: MORNING })).toBeUndefined();
    expect(spreadOf(school, { mails: 1, ratePerSecond: 1, dailyQuota: 0, from: MORNING })).toBeUndefined();
  });
});

test("whatever the load, it ends within a window of a working day, and not before rate and quota allow", () => {
  const loads = fc.record({
    mails: fc.integer({ min: 1, max: 200_000 }),
    ratePerSecond: fc.integer({ min: 1, max: 100 }),
    dailyQuota: fc.option(fc.integer({ min: 500, max: 100_000 }), { nil: undefined }),
    from: fc
      .integer({ min: 0, max: 500 * 24 })
      .map((hours) => new Date(Date.parse(MORNING) + hours * 3_600_000).toISOString()),
  });
  fc.assert(
    fc.property(loads, (load) => {
      const { days, endsAt } = spreadOf(school, load) ?? { days: 0, endsAt: "" };
      expect(Date.parse(endsAt) - Date.parse(load.from)).toBeGreaterThanOrEqual(
        (load.mails / load.ratePerSecond) * 1000 - 1,
      );
      expect(days * (load.dailyQuota ?? Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(load.mails);
      expect(windowAt(school, new Date(Date.parse(endsAt) - 1).toISOString())).toBeDefined();
      const day = schoolDate(endsAt, school.timeZone);
      expect(isQuiet(school, day) && day !== schoolDate(load.from, school.timeZone)).toBe(false);
    }),
  );
});
