import { expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { academicYearOf, coverageOf } from "#domain/sessions/coverage.ts";
import type { Session } from "#domain/sessions/session.ts";
import { program } from "../calendar/program.fixture.ts";
import { session } from "./session.fixture.ts";

const series = (covers: string[]) => ({
  ...{ id: "interest", title: "Interest", rhythm: { timesPerYear: 2 }, attached: [] },
  audience: { tracks: ["pathways"] },
  covers,
});
const withSeries: Program = { ...program, series: [series(["surgery", "neurosurgery", "md-mba"]), series([])] };

const about = (title: string, change: Partial<Session> = {}): Session =>
  session({ item: "interest", title, startsAt: "2027-01-20T22:30:00.000Z", ...change });

const lacking = (sessions: Session[], day = "2026-11-01") =>
  coverageOf(withSeries, sessions, day).map(({ covers, lacks }) => [covers, lacks]);

test("what a session of the year is about is no longer lacking, however it is spelled", () => {
  expect(lacking([])).toEqual([[3, ["surgery", "neurosurgery", "md-mba"]]]);
  expect(lacking([about("Interest: Surgery"), about("MD/MBA")])).toEqual([[3, ["neurosurgery"]]]);
});

test("neurosurgery is not surgery", () => {
  expect(lacking([about("Neurosurgery")])).toEqual([[3, ["surgery", "md-mba"]]]);
});

test.each([
  ["cancelled", about("Surgery", { status: "cancelled" })],
  ["of another item", about("Surgery", { item: "match-day" })],
  ["of the year before", about("Surgery", { startsAt: "2026-06-30T22:30:00.000Z" })],
  ["of the year after", about("Surgery", { startsAt: "2027-07-01T22:30:00.000Z" })],
])("a session that is %s covers nothing", (_, one) => {
  expect(lacking([one])).toEqual([[3, ["surgery", "neurosurgery", "md-mba"]]]);
});

test("an academic year begins in July", () => {
  expect(academicYearOf("2027-06-30")).toEqual({ from: "2026-07-01", to: "2027-06-30" });
  expect(academicYearOf("2027-07-01")).toEqual({ from: "2027-07-01", to: "2028-06-30" });
});
