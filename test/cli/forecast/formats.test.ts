import { describe, expect, test } from "vitest";
import { tableOf } from "#files/csv/table.ts";
import { matchward } from "../running.fixture.ts";
import { ada, BO, rosterFile, smallProgram } from "./small-school.fixture.ts";

const program = smallProgram("formats", {
  "when: { day: January 15, year: graduation - 1 }":
    "when: { window: { from: February 1, to: March 31 }, phase: early }",
});
const roster = rosterFile(
  "formats.csv",
  ada(2030),
  BO,
  "S3,s3@example.edu,Cy,Three,long,2026,2030,Alder,inactive",
  "S4,=cmd@example.edu,Di,Four,bare,2026,2031,Alder,active",
);
const preview = async (...more: string[]) => {
  const span = ["--from", "2026-08-01", "--to", "2027-06-30"];
  return (await matchward("preview", "--program", program, "--roster", roster, ...span, ...more)).out;
};

describe("a preview is shown", () => {
  test("as JSON, byte for byte what --json writes", async () => {
    expect(await preview("--format", "json")).toBe(await preview("--json", "-"));
  });

  test("as a CSV of each mail, what is held and what has no day, which no spreadsheet runs", async () => {
    const text = await preview("--format", "csv");
    const { columns, rows } = tableOf(text);
    const states = rows.map(([state, date, , student, , occurrence, wave]) =>
      [state, date, student, occurrence, wave].join(" "),
    );
    expect(columns.slice(0, 4)).toEqual(["state", "date", "time", "student_id"]);
    expect(states).toEqual([
      "mail 2026-10-20 S1 news@2026 open",
      "mail 2026-10-20 S2 news@2026 open",
      "mail 2026-10-20 S4 news@2026 open",
      "mail 2027-04-01 S1 survey@2027 open",
      "mail 2027-04-08 S1 survey@2027 remind-1",
      "mail 2027-04-15 S1 survey@2027 remind-2",
      "mail 2027-04-28 S1 survey@2027 last-call",
      "held  S3  ",
      "unscheduled   meeting ",
    ]);
    expect(text).toContain(",'=cmd@example.edu,");
  });

  test("by day, by cohort, and by item, which is what a table is anyway", async () => {
    expect(await preview("--by", "day")).toMatch(
      /\n2026-10-20 +3 +3 +news@2026\/open 3\n2027-04-01 +1 +1 +survey@2027\/open 1\n/,
    );
    expect(await preview("--by", "cohort")).toMatch(
      /\nbare-2030 +1 +1 .*\nbare-2031 .*\nlong-2030 +1 +5 +2026-10-20 +2027-04-28 +news@2026 1, survey@2027 4\n/,
    );
    expect(await preview("--by", "item")).toBe(await preview());
    expect(JSON.parse(await preview("--by", "item", "--format", "json"))).toEqual([
      { name: "news@2026", students: 3, mails: 3, first: "2026-10-20", last: "2026-10-20", of: { open: 3 } },
      {
        ...{ name: "survey@2027", students: 1, mails: 4, first: "2027-04-01", last: "2027-04-28" },
        of: { open: 1, "remind-1": 1, "remind-2": 1, "last-call": 1 },
      },
    ]);
    expect(tableOf(await preview("--by", "day", "--format", "csv")).columns).toEqual([
      "day",
      "students",
      "mails",
      "items",
    ]);
  });

  test("in no other form", async () => {
    const { code, err } = await matchward("preview", "--format", "xml");
    expect(err).toContain("Allowed choices are table, json, csv.");
    expect(code).toBe(2);
  });
});
