import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AccountBounds, type MailingLoad, spreadMailings } from "#domain/forecast/mailing-spreads.ts";
import { spreadOf } from "#domain/forecast/spread.ts";
import { program } from "../calendar/program.fixture.ts";

const { school } = program;
// A Thursday, nine in the morning.
const THURSDAY = "2027-04-01T13:00:00.000Z";
const FRIDAY = "2027-04-02T13:00:00.000Z";
const run = (name: string, mails: number, at = THURSDAY): MailingLoad => ({ name, mails, at, until: "2027-04-15" });
const SANDBOX: AccountBounds = { ratePerSecond: 1, dailyQuota: 200 };
const daysOf = (loads: MailingLoad[], bounds = SANDBOX) =>
  spreadMailings(school, loads, bounds).map(({ name, days, missed }) => ({
    name,
    days: days.map(({ date, mails }) => `${date.slice(5)} ${mails}`),
    ...(missed > 0 ? { missed } : {}),
  }));

describe("the runs of a year", () => {
  test("go out on their own day where the account has room", () => {
    expect(spreadMailings(school, [run("open", 160)], { ratePerSecond: 14, dailyQuota: 50_000 })).toEqual([
      {
        ...run("open", 160),
        days: [{ date: "2027-04-01", mails: 160 }],
        endsAt: "2027-04-01T13:00:11.428Z",
        missed: 0,
      },
    ]);
  });

  test("are spread over working days, and what waits comes before what a morning brings", () => {
    expect(daysOf([run("open", 500), run("other", 30, FRIDAY)])).toEqual([
      { name: "open", days: ["04-01 200", "04-02 200", "04-05 100"] },
      { name: "other", days: ["04-05 30"] },
    ]);
  });

  test("share the room of a day", () => {
    expect(daysOf([run("one", 150), run("other", 150)])).toEqual([
      { name: "one", days: ["04-01 150"] },
      { name: "other", days: ["04-01 50", "04-02 100"] },
    ]);
  });

  test("miss what is late beyond the last day of its own, and nothing that may always go out", () => {
    const few = { ratePerSecond: 1, dailyQuota: 100 };
    const { until: _, ...always } = run("code", 2_500);
    expect(daysOf([{ ...run("day", 300), until: "2027-04-01" }], few)[0]).toMatchObject({ missed: 200 });
    expect(daysOf([always], few)[0]).not.toHaveProperty("missed");
  });

  test("miss what is late beyond the catch-up days", () => {
    expect(daysOf([run("open", 10_000)], { ratePerSecond: 1, dailyQuota: 100 })[0]).toMatchObject({ missed: 8_900 });
  });

  test("go out on a quiet day where they are planned for it, and wait for a working day else", () => {
    expect(daysOf([run("exact", 250, "2027-04-03T13:00:00.000Z")])).toEqual([
      { name: "exact", days: ["04-03 200", "04-05 50"] },
    ]);
  });

  test("never go out where nothing may be sent", () => {
    expect(daysOf([run("open", 3)], { dailyQuota: 0 })).toEqual([{ name: "open", days: [], missed: 3 }]);
  });
});

test("one run alone ends when the estimate of a morning says", () => {
  const loads = fc.record({
    mails: fc.integer({ min: 1, max: 3_000 }),
    ratePerSecond: fc.integer({ min: 1, max: 50 }),
    dailyQuota: fc.integer({ min: 400, max: 2_000 }),
  });
  fc.assert(
    fc.property(loads, ({ mails, ...bounds }) => {
      const [spread] = spreadMailings(school, [run("open", mails)], bounds);
      expect({ days: spread?.days.length, endsAt: spread?.endsAt }).toEqual(
        spreadOf(school, { mails, from: THURSDAY, ...bounds }),
      );
      expect(spread?.days.reduce((sum, day) => sum + day.mails, 0)).toBe(mails);
    }),
  );
});
