import { describe, expect, test } from "vitest";
import { spreadText } from "../../../cli/forecast/preview/tell-spread.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const THURSDAY = "2027-04-01T13:00:00.000Z";
const mails = Array.from({ length: 300 }, (_, nth) => ({
  studentId: `S${nth}`,
  to: `s${nth}@example.edu`,
  milestone: "retake-cim-survey",
  occurrence: "retake-cim-survey@2027",
  wave: "open",
  template: "retake-cim-survey",
  at: THURSDAY,
}));
const text = (bounds: Parameters<typeof spreadText>[2]) => spreadText(program, mails, bounds);

describe("how large mailings are spread", () => {
  test("is not told without the account's bounds", () => {
    expect(text({})).toBe("");
  });

  test("is told by the days on which they go out, and when the last mail does", () => {
    expect(text({ dailyQuota: 200, ratePerSecond: 1 }).split("\n").slice(0, 2)).toEqual([
      "With 200 mails a day and 1 mail a second these do not all go out on their own day:",
      "  retake-cim-survey@2027/open, 300 mails: 2027-04-01 200, 2027-04-02 100; the last at 09:01",
    ]);
  });

  test("tells what comes too late ever to go out", () => {
    expect(text({ dailyQuota: 10 })).toContain("; 190 never: too late after 2027-04-15\n");
  });

  test("says so where each goes out on its own day", () => {
    expect(text({ ratePerSecond: 14 })).toBe("With 14 mails a second every mailing goes out on its own day.\n");
  });
});
