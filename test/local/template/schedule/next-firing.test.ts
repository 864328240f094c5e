import { describe, expect, test } from "vitest";
import { checkExpression, nextFiring } from "../../../../local/template/schedule/next-firing.ts";

const BOSTON = "America/New_York";

const firings = (expression: string, zone: string, after: string, count: number): string[] => {
  const found: string[] = [];
  let last: string | undefined = after;
  while (found.length < count && last !== undefined) {
    last = nextFiring(expression, zone, last);
    if (last !== undefined) found.push(last.replace(":00.000Z", "Z"));
  }
  return found;
};

describe("cron in UTC", () => {
  test.each<[string, string, string[]]>([
    ["a day of a month", "cron(0 9 1 4 ? *)", ["2027-04-01T09:00Z", "2028-04-01T09:00Z"]],
    [
      "the third Friday of March",
      "cron(0 9 ? 3 6#3 *)",
      ["2027-03-19T09:00Z", "2028-03-17T09:00Z", "2029-03-16T09:00Z"],
    ],
    ["the third Friday by name", "cron(0 9 ? MAR FRI#3 *)", ["2027-03-19T09:00Z", "2028-03-17T09:00Z"]],
    [
      "Monday to Friday, from Sunday = 1",
      "cron(0 9 ? * 2-6 *)",
      ["2027-01-01T09:00Z", "2027-01-04T09:00Z", "2027-01-05T09:00Z"],
    ],
    ["Sundays", "cron(0 9 ? * 1 *)", ["2027-01-03T09:00Z", "2027-01-10T09:00Z"]],
    ["Saturdays", "cron(0 9 ? * SAT *)", ["2027-01-02T09:00Z", "2027-01-09T09:00Z"]],
    ["the week's last day", "cron(0 9 ? * L *)", ["2027-01-02T09:00Z", "2027-01-09T09:00Z"]],
    ["the month's last Friday", "cron(0 9 ? * 6L *)", ["2027-01-29T09:00Z", "2027-02-26T09:00Z"]],
    ["the month's last day", "cron(0 9 L * ? *)", ["2027-01-31T09:00Z", "2027-02-28T09:00Z", "2027-03-31T09:00Z"]],
    ["the month's last weekday", "cron(0 9 LW * ? *)", ["2027-01-29T09:00Z", "2027-02-26T09:00Z", "2027-03-31T09:00Z"]],
    ["the weekday nearest the 15th", "cron(0 9 15W 5,8 ? *)", ["2027-05-14T09:00Z", "2027-08-16T09:00Z"]],
    ["the weekday nearest the 1st stays in its month", "cron(0 9 1W 5 ? *)", ["2027-05-03T09:00Z"]],
    ["February 29", "cron(30 2 29 2 ? *)", ["2028-02-29T02:30Z", "2032-02-29T02:30Z"]],
    ["February 31", "cron(0 9 31 2 ? *)", []],
    [
      "steps from a start",
      "cron(5/20 9 1 1 ? *)",
      ["2027-01-01T09:05Z", "2027-01-01T09:25Z", "2027-01-01T09:45Z", "2028-01-01T09:05Z"],
    ],
    ["years", "cron(0 9 1 1 ? 2029-2030)", ["2029-01-01T09:00Z", "2030-01-01T09:00Z"]],
    ["a year that is over", "cron(0 9 1 1 ? 2020)", []],
  ])("%s: %s", (_what, expression, expected) => {
    expect(firings(expression, "UTC", "2027-01-01T00:00:00Z", Math.max(expected.length, 1))).toEqual(expected);
  });

  test("counts only firings after the instant, and that instant no more", () => {
    expect(nextFiring("cron(0 9 1 4 ? *)", "UTC", "2027-04-01T09:00:00Z")).toBe("2028-04-01T09:00:00.000Z");
    expect(nextFiring("cron(0 9 1 4 ? *)", "UTC", "2027-04-01T08:59:59.999Z")).toBe("2027-04-01T09:00:00.000Z");
  });
});

test("the same question gives the same answer, in whatever order it is asked", () => {
  const daily = (after: string) => nextFiring("cron(0 9 * * ? *)", "UTC", after);
  expect(daily("2027-04-01T10:00:00Z")).toBe("2027-04-02T09:00:00.000Z");
  expect(daily("2027-04-02T08:59:59Z")).toBe("2027-04-02T09:00:00.000Z");
  expect(daily("2027-04-02T09:00:00Z")).toBe("2027-04-03T09:00:00.000Z");
  expect(daily("2027-04-01T08:00:00Z")).toBe("2027-04-01T09:00:00.000Z");
});

describe("cron where the clocks change", () => {
  test("keeps nine o'clock in summer and winter", () => {
    expect(firings("cron(0 9 * * ? *)", BOSTON, "2027-03-13T00:00:00Z", 2)).toEqual([
      "2027-03-13T14:00Z",
      "2027-03-14T13:00Z",
    ]);
    expect(firings("cron(0 9 * * ? *)", BOSTON, "2027-11-06T00:00:00Z", 2)).toEqual([
      "2027-11-06T13:00Z",
      "2027-11-07T14:00Z",
    ]);
  });

  test("leaves out a time that does not exist in spring", () => {
    expect(firings("cron(30 2 * * ? *)", BOSTON, "2027-03-13T00:00:00Z", 2)).toEqual([
      "2027-03-13T07:30Z",
      "2027-03-15T06:30Z",
    ]);
    expect(nextFiring("cron(30 2 14 3 ? 2027)", BOSTON, "2027-01-01T00:00:00Z")).toBeUndefined();
  });

  test("fires once for a time that comes twice in autumn, the first time", () => {
    const expected = ["2027-11-06T05:30Z", "2027-11-07T05:30Z", "2027-11-08T06:30Z"];
    expect(firings("cron(30 1 * * ? *)", BOSTON, "2027-11-06T00:00:00Z", 3)).toEqual(expected);
  });

  test("asked in the second of the two hours, looks past it", () => {
    expect(nextFiring("cron(30 1 * * ? *)", BOSTON, "2027-11-07T06:10:00Z")).toBe("2027-11-08T06:30:00.000Z");
    expect(nextFiring("cron(15 * * * ? *)", BOSTON, "2027-11-07T05:45:00Z")).toBe("2027-11-07T07:15:00.000Z");
  });

  test("leaves out a midnight that does not exist", () => {
    // Chile's clocks went from 00:00 to 01:00 on September 6, 2026.
    const midnights = firings("cron(0 0 * 9 ? 2026)", "America/Santiago", "2026-09-05T00:00:00Z", 3);
    expect(midnights).toEqual(["2026-09-05T04:00Z", "2026-09-07T03:00Z", "2026-09-08T03:00Z"]);
  });
});

describe("rate and at", () => {
  test("a rate comes at even steps, whatever the clocks do", () => {
    expect(firings("rate(5 minutes)", BOSTON, "2027-03-14T06:58:00Z", 2)).toEqual([
      "2027-03-14T07:00Z",
      "2027-03-14T07:05Z",
    ]);
    expect(firings("rate(1 day)", BOSTON, "2027-03-13T00:00:00Z", 2)).toEqual([
      "2027-03-14T00:00Z",
      "2027-03-15T00:00Z",
    ]);
  });

  test("at comes once, in its zone", () => {
    expect(firings("at(2027-04-01T09:00:00)", BOSTON, "2027-01-01T00:00:00Z", 3)).toEqual(["2027-04-01T13:00Z"]);
  });
});

describe("what AWS would refuse", () => {
  test.each<[string, string]>([
    ["cron(0 9 1 4 ?)", "six fields"],
    ["cron(0 0 9 1 4 ? *)", "six fields"],
    ["cron(0 9 1 4 * *)", "exactly one"],
    ["cron(0 9 ? 4 ? *)", "exactly one"],
    ["cron(0 9 1 4 MON *)", "exactly one"],
    ["cron(60 9 1 4 ? *)", "minutes: 60"],
    ["cron(0 24 1 4 ? *)", "hours: 24"],
    ["cron(0 9 32 4 ? *)", "day of month: 32"],
    ["cron(0 9 0 4 ? *)", "day of month: 0"],
    ["cron(0 9 L-3 4 ? *)", "day of month: L-3"],
    ["cron(0 9 1 13 ? *)", "month: 13"],
    ["cron(0 9 1 APRIL ? *)", "month: APRIL"],
    ["cron(0 9 ? 4 0 *)", "day of week: 0"],
    ["cron(0 9 ? 4 8 *)", "day of week: 8"],
    ["cron(0 9 ? 4 6#6 *)", "day of week: 6#6"],
    ["cron(0 9 ? 4 3#1,6#3 *)", "may not be in a list"],
    ["cron(0 9 1 4 ? 1969)", "year: 1969"],
    ["cron(0 17-9 1 4 ? *)", "hours: 17-9"],
    ["cron(0/0 9 1 4 ? *)", "minutes: 0/0"],
    ["cron(0 ? 1 4 ? *)", "hours: ?"],
    ["cron(a 9 1 4 ? *)", "minutes: a"],
    ["rate(0 minutes)", "rate takes"],
    ["rate(1.5 hours)", "rate takes"],
    ["rate(2 weeks)", "rate takes"],
    ["at(2027-02-30T09:00:00)", "at takes"],
    ["at(2027-04-01T09:00)", "at takes"],
    ["0 9 1 4 *", "neither"],
  ])("%s: %s", (expression, what) => {
    expect(checkExpression(expression, BOSTON)).toContain(what);
    expect(() => nextFiring(expression, BOSTON, "2027-01-01T00:00:00Z")).toThrow(what);
  });

  test("a time zone that does not exist", () => {
    expect(checkExpression("cron(0 9 1 4 ? *)", "America/Bostn")).toContain("America/Bostn");
    expect(checkExpression("cron(0 9 1 4 ? *)", "+05:00")).toContain("+05:00");
  });
});
