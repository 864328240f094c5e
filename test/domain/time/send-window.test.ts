import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayGoOut, windowAt, windowOf } from "#domain/time/send-window.ts";
import { program } from "../calendar/program.fixture.ts";

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

  test("there is none on a day where spring skips all of it", () => {
    const night = { timeZone: "America/New_York", sendWindow: { from: "02:45", to: "03:15" } };
    expect(windowOf(night, "2027-03-13")).toBeDefined();
    expect(windowOf(night, "2027-03-14")).toBeUndefined();
  });
});

describe("a mail may go out", () => {
  const [atTen, atMidnight] = ["T14:00:00.000Z", "T04:00:00.000Z"];
  test.each<[string, string, boolean, boolean, string]>([
    ["2027-04-01", atTen, true, true, "on a working day within the hours"],
    ["2027-04-01", atMidnight, false, false, "at midnight: never"],
    ["2027-04-03", atTen, false, true, "on a Saturday within the hours: only what is exact"],
    ["2027-04-03", atMidnight, false, false, "on a Saturday at midnight: never"],
  ])("%s%s: %s, and %s where it is exact: %s", (date, time, ordinary, exact) => {
    const [instant, { school }] = [date + time, program];
    expect(mayGoOut(school, { exact: false }, instant)).toBe(ordinary);
    expect(mayGoOut(school, { exact: true }, instant)).toBe(exact);
  });

  test("where spring skips all of the hours, nothing does", () => {
    const night = { ...program.school, sendWindow: { from: "02:45", to: "03:15" } };
    expect(mayGoOut(night, { exact: true }, "2027-03-14T07:00:00.000Z")).toBe(false);
    expect(mayGoOut(night, { exact: true }, "2027-03-13T08:00:00.000Z")).toBe(true);
  });

  test("hours that begin when they end are no window", () => {
    expect(windowOf({ ...BOSTON, sendWindow: { from: "09:00", to: "09:00" } }, "2027-04-01")).toBeUndefined();
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
const wallClock = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(new Date(instant));

describe("over zones and their changes of clocks", () => {
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
