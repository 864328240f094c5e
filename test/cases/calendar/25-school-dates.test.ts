import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { preview } from "#domain/forecast/preview.ts";
import { schoolDate, schoolMinute } from "#domain/time/dates.ts";
import { reportText } from "../../../cli/forecast/report.ts";
import { schoolTime } from "../../../pages/kit/school-time.ts";
import { program, student } from "../../domain/calendar/program.fixture.ts";

const SPAN = { from: "2025-08-01", to: "2030-07-31" };

const reportIn = (timeZone: string, sendAt: string): string => {
  const there = { ...program, school: { ...program.school, timeZone, sendAt } };
  const outlook = preview(there, [student()], SPAN, []);
  return reportText({
    ...outlook,
    ...SPAN,
    timeZone,
    rejected: [],
    held: [],
    unscheduled: [],
    withoutMail: [],
    warnings: [],
    students: 1,
  });
};

describe("a person reads school dates", () => {
  test.each([
    ["Pacific/Auckland", "09:00"],
    ["America/New_York", "19:30"],
    ["America/New_York", "20:30"],
    ["Asia/Tokyo", "08:00"],
    ["Pacific/Honolulu", "15:00"],
  ])("in the report of a school in %s that sends at %s", (timeZone, sendAt) => {
    const lines = reportIn(timeZone, sendAt).split("\n");
    expect(lines).toContain("1 student moved to pce on 2026-10-01");
    expect(lines).toContain("1 student moved to graduated on 2029-05-31");
  });

  test("in a list of a stage, with the hour and the zone's name", () => {
    expect(schoolMinute("2027-04-01T23:30:00.000Z", "Pacific/Auckland")).toBe("2027-04-02 12:30 GMT+13");
    expect(schoolMinute("2027-04-02T00:05:00.000Z", "America/New_York")).toBe("2027-04-01 20:05 EDT");
  });

  test("in every zone: the date of a coming milestone is the one in the calendar", () => {
    const zones = fc.constantFrom("Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York");
    fc.assert(
      fc.property(zones, fc.integer({ min: 1, max: 28 }), (timeZone, day) => {
        expect(schoolTime(timeZone).shortPlainDate(`2027-06-${String(day).padStart(2, "0")}`)).toMatch(
          new RegExp(` Jun ${day}$`),
        );
      }),
    );
  });

  test("in every zone: the day and the minute of an instant agree", () => {
    const instants = fc.date({ min: new Date("2024-01-01"), max: new Date("2037-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf("timeZone")), instants, (timeZone, at) => {
        const instant = at.toISOString();
        expect(schoolMinute(instant, timeZone).slice(0, 10)).toBe(schoolDate(instant, timeZone));
      }),
    );
  });
});

/** Where a date is cut off a text that is a school date already, or that no person reads. */
const NO_INSTANT = ["domain/time/dates.ts", "domain/calendar/live-links.ts", "local/template/names.ts"];

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

test("nowhere else is a date cut off the text of an instant", () => {
  const layers = ["adapters", "cli", "domain", "files", "functions", "local", "office", "pages"];
  const cutting = layers.flatMap(sources).filter((file) => /\.slice\(0, 10\)/.test(readFileSync(file, "utf8")));
  expect(cutting.toSorted()).toEqual(NO_INSTANT.toSorted());
});
