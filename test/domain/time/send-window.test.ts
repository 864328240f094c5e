import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schoolDate } from "#domain/time/dates.ts";
import { nextWindow, windowAt } from "#domain/time/send-window.ts";

const BOSTON = { timeZone: "America/New_York", sendWindow: { from: "08:00", to: "20:00" } };

describe("the window for mails", () => {
  test.each([
    ["2027-04-01T11:59:59.999Z", false, "a moment before eight"],
    ["2027-04-01T12:00:00.000Z", true, "eight sharp"],
    ["2027-04-01T23:59:59.999Z", true, "a moment before eight in the evening"],
    ["2027-04-02T00:00:00.000Z", false, "eight in the evening sharp"],
    ["2027-01-15T12:30:00.000Z", false, "half past seven in winter, when UTC is five hours ahead"],
  ])("%s: %s, %s", (instant, inside) => {
    expect(windowAt(BOSTON, instant) !== undefined).toBe(inside);
  });

  test.each([
    ["2027-04-01T13:00:00.000Z", "2027-04-02T12:00:00.000Z", "from within: the next morning"],
    ["2027-04-01T05:00:00.000Z", "2027-04-01T12:00:00.000Z", "from the night: the same morning"],
    ["2027-04-02T01:00:00.000Z", "2027-04-02T12:00:00.000Z", "from the evening: the next morning"],
    ["2027-03-14T01:00:00.000Z", "2027-03-14T12:00:00.000Z", "over the short night of spring"],
    ["2027-11-07T01:00:00.000Z", "2027-11-07T13:00:00.000Z", "over the long night of fall"],
  ])("after %s opens %s, %s", (instant, opens) => {
    expect(nextWindow(BOSTON, instant).opens).toBe(opens);
  });

  test("a window that spring skips as a whole opens the day after", () => {
    const night = { timeZone: "America/New_York", sendWindow: { from: "02:45", to: "03:15" } };
    expect(nextWindow(night, "2027-03-14T05:30:00.000Z").opens).toBe("2027-03-15T06:45:00.000Z");
  });

  test("a zone that skipped a date goes on with the next one", () => {
    const apia = { timeZone: "Pacific/Apia", sendWindow: { from: "08:00", to: "20:00" } };
    const { opens } = nextWindow(apia, "2011-12-30T09:00:00.000Z");
    expect(schoolDate(opens, apia.timeZone)).toBe("2011-12-31");
  });
});

const zones = [
  "America/New_York",
  "America/Santiago",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Europe/Dublin",
  "Asia/Gaza",
];
const anyInstant = fc
  .integer({ min: Date.parse("2024-01-01T00:00:00Z"), max: Date.parse("2037-12-31T00:00:00Z") })
  .map((ms) => new Date(ms).toISOString());
const clockTime = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`);
const anyHours = fc
  .record({ timeZone: fc.constantFrom(...zones), a: clockTime, b: clockTime })
  .filter(({ a, b }) => a !== b)
  .map(({ timeZone, a, b }) => ({ timeZone, sendWindow: a < b ? { from: a, to: b } : { from: b, to: a } }));

const wallClock = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(new Date(instant));

describe("over zones and their changes of clocks", () => {
  test("an instant outside is followed by an opening, at which and just before whose close mails may go out", () => {
    fc.assert(
      fc.property(anyHours, anyInstant, (hours, instant) => {
        const { opens, closes } = nextWindow(hours, instant);
        expect(opens > instant).toBe(true);
        expect(windowAt(hours, opens)).toEqual({ opens, closes });
        expect(windowAt(hours, new Date(Date.parse(closes) - 1).toISOString())).toEqual({ opens, closes });
        expect(windowAt(hours, closes)).not.toEqual({ opens, closes });
      }),
      { numRuns: 300 },
    );
  });

  test("no window opens between an instant outside and the next opening", () => {
    fc.assert(
      fc.property(anyHours, anyInstant, fc.double({ min: 0, max: 1, noNaN: true }), (hours, instant, share) => {
        if (windowAt(hours, instant) !== undefined) return;
        const until = Date.parse(nextWindow(hours, instant).opens) - 1;
        const between = Date.parse(instant) + Math.floor((until - Date.parse(instant)) * share);
        expect(windowAt(hours, new Date(between).toISOString())).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test("away from the nights when clocks change, a mail goes out only when the wall clock is within the hours", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyInstant, (timeZone, instant) => {
        const wall = wallClock(instant, timeZone);
        const inside = windowAt({ ...BOSTON, timeZone }, instant) !== undefined;
        expect(inside).toBe(wall >= "08:00" && wall < "20:00");
      }),
      { numRuns: 300 },
    );
  });
});
