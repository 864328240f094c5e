import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { schoolDate, schoolMinute, weekdayOf } from "#domain/time/dates.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { matchward } from "../running.fixture.ts";

const PROGRAM = "program/example";
const ZONE = "Asia/Qatar";

interface Row {
  studentId: string;
  occurrence: string;
  wave: string;
  at: string;
}

const preview = async (program: string, from: string, to: string) => {
  const given = ["--program", program, "--roster", `${PROGRAM}/roster.csv`, "--from", from, "--to", to];
  const { out } = await matchward("preview", ...given, "--json", "-");
  const told = JSON.parse(out);
  const mails: Row[] = told.mails;
  return { mails, held: told.held, unscheduled: told.unscheduled };
};

const daysOf = (mails: readonly Row[], occurrence: string): string[] => [
  ...new Set(mails.filter((mail) => mail.occurrence === occurrence).map(({ at }) => schoolDate(at, ZONE))),
];

describe("a school of three years in quarters, with weeks from Sunday to Thursday", () => {
  test("has no fault", async () => {
    const { code, out } = await matchward("check", PROGRAM);
    expect([code, out]).toEqual([0, "program/example: 7 milestones, 1 tracks, 10 e-mails, no fault\n"]);
  });

  test("writes by its own clock, on no Friday and no Saturday, but on Sundays", async () => {
    const { mails } = await preview(PROGRAM, "2024-07-01", "2029-07-31");
    expect(new Set(mails.map(({ at }) => schoolMinute(at, ZONE).slice(11, 16)))).toEqual(new Set(["10:00"]));
    const weekdays = new Set(mails.map(({ at }) => weekdayOf(schoolDate(at, ZONE))));
    expect([5, 6].filter((day) => weekdays.has(day))).toEqual([]);
    expect(weekdays).toContain(7);
  });

  test("counts from quarters, and the last year's from graduation, also for who takes a fourth year", async () => {
    const { mails } = await preview(PROGRAM, "2026-07-01", "2028-07-31");
    expect(daysOf(mails, "specialty-reflection@2026-10-22")).toContain("2026-10-22");
    const of = (student: string) =>
      mails.filter(({ studentId }) => studentId === student).map((mail) => mail.occurrence);
    expect(of("B2402")).toContain("after-match-day@2027");
    expect(of("B2403")).not.toContain("after-match-day@2027");
    expect(of("B2403")).toContain("after-match-day@2028");
  });

  test("goes by its own country's dates, and holds by name what nobody has published", async () => {
    const { mails, held, unscheduled } = await preview(PROGRAM, "2026-08-01", "2027-07-31");
    expect(daysOf(mails, "licensing-exam@2026")).toEqual(["2026-10-22"]);
    expect(held).toEqual([
      {
        occurrence: "rank-list-certified@2027",
        reason: "nrmp.rank-order-list-deadline of 2027 is provisional: nobody has confirmed it",
        owner: "match-coordinator",
      },
    ]);
    expect(unscheduled).toMatchObject([{ milestone: "farewell-panel", owner: "head-of-student-affairs" }]);
  });
});

test("a published day lets go of what was held, on the day that the school's own clock shows", async () => {
  const program = join(temporaryFolder(), "example");
  cpSync(PROGRAM, program, { recursive: true });
  const published = [
    "dates:",
    "  - name: nrmp.rank-order-list-deadline",
    "    year: 2027",
    '    at: "2027-03-03T21:00"',
    "    zone: America/New_York",
    "    kind: published",
    "    source: https://www.nrmp.org/match-calendars/",
    "    readOn: 2027-01-12",
    "",
  ];
  writeFileSync(join(program, "national/nrmp.yaml"), published.join("\n"));
  const { mails, held } = await preview(program, "2026-08-01", "2027-07-31");
  expect(held).toEqual([]);
  // Nine in the evening in New York is the morning of March 4 there; two weeks before it is a Thursday.
  const ladder = mails.filter(({ occurrence }) => occurrence === "rank-list-certified@2027");
  expect(ladder.map(({ studentId, wave, at }) => `${studentId} ${wave} ${schoolDate(at, ZONE)}`)).toEqual([
    "B2401 open 2027-02-18",
    "B2402 open 2027-02-18",
    "B2401 remind-1 2027-02-25",
    "B2402 remind-1 2027-02-25",
    "B2401 last-call 2027-03-03",
    "B2402 last-call 2027-03-03",
  ]);
});
