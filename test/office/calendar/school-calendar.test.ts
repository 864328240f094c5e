import { expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { type CalendarFilter, schoolCalendar } from "#office/calendar/school-calendar.ts";
import { program, student } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";

const JULY = "2026-07-01T04:00:00.000Z";
const known = (change: Partial<KnownSession> = {}): KnownSession => ({
  ...session(),
  ...{ sequence: 0, revisedAt: JULY, givenAt: JULY, history: [] },
  ...change,
});

const window = {
  type: "window" as const,
  from: { month: 2, day: 1 },
  to: { month: 2, day: 20 },
  in: { anchor: "graduation" as const, year: -1 },
};
const [base] = program.milestones;
if (base === undefined) throw new Error("no milestone");
const withWindow: Program = {
  ...program,
  milestones: [
    ...program.milestones,
    { ...base, id: "panel", title: "The panel", owner: "dean", when: window, audience: { tracks: ["pathways"] } },
  ],
};

const enrolled = (person: string, change: Parameters<typeof student>[0]): Student => ({
  ...student(change),
  ...{ person, program: program.id, joinedOn: "2024-08-01" },
});
const students = [
  enrolled("one", { anchors: { matriculation: 2024, graduation: 2028 } }),
  enrolled("two", { anchors: { matriculation: 2025, graduation: 2029 }, track: "hst" }),
];

const NO_FILTER: CalendarFilter = { month: "2027-01", cohort: "", phase: "", item: "", owner: "" };

const calendarOf = (sessions: KnownSession[], filter: Partial<CalendarFilter> = {}, today = "2027-01-10") =>
  schoolCalendar(
    { program: withWindow, people: { all: async () => students }, sessions: { all: async () => sessions } },
    { ...NO_FILTER, ...filter },
    today,
  );

const shown = async (...asked: Parameters<typeof calendarOf>) =>
  (await calendarOf(...asked)).lines.map(({ day, title, cohorts }) => `${day} ${title}: ${cohorts.join(", ")}`);

test("a month has the sessions and the days of those who are here, in order, each with its cohorts", async () => {
  expect(await shown([known()])).toEqual([
    "2027-01-15 road-to-residency-1: pathways-2028",
    "2027-01-20 Road to Residency I: pathways-2028",
  ]);
  expect(await shown([known()], { month: "2027-04" })).toEqual([
    "2027-04-01 retake-cim-survey: hst-2029",
    "2027-04-15 road-to-residency-2: pathways-2028",
    "2027-04-30 Last day: retake-cim-survey: hst-2029",
  ]);
});

test("is narrowed to those who are in a phase on that day, alone or together with a cohort", async () => {
  expect(await shown([known()], { phase: "post-pce" })).toEqual(await shown([known()]));
  expect(await shown([known()], { phase: "pce" })).toEqual([]);
  expect(await shown([], { month: "2027-04", phase: "pce" })).toEqual([
    "2027-04-01 retake-cim-survey: hst-2029",
    "2027-04-30 Last day: retake-cim-survey: hst-2029",
  ]);
  expect(await shown([], { month: "2027-04", phase: "pce", cohort: "pathways-2028" })).toEqual([]);
});

test("is narrowed to a cohort, an item, an owner", async () => {
  const panel = known({ id: "p", item: "panel", title: "Panel", startsAt: "2027-02-03T22:30:00.000Z" });
  expect(await shown([panel], { month: "2027-02" })).toEqual(["2027-02-03 Panel: pathways-2028"]);
  expect(await shown([panel], { month: "2027-02", cohort: "hst-2029" })).toEqual([]);
  expect(await shown([panel], { month: "2027-02", owner: "dean" })).toEqual(["2027-02-03 Panel: pathways-2028"]);
  expect(await shown([panel, known()], { item: "panel" })).toEqual([]);
});

test("what is cancelled is still shown", async () => {
  const [, line] = (await calendarOf([known({ status: "cancelled" })])).lines;
  expect(line?.session?.status).toBe("cancelled");
});

test("a window of the next six weeks without a session is told, and no longer once it has one", async () => {
  const gaps = async (...asked: Parameters<typeof calendarOf>) =>
    (await calendarOf(...asked)).unscheduled.map(({ milestone }) => milestone);
  const panel = known({ id: "p", item: "panel", startsAt: "2027-02-03T22:30:00.000Z" });
  expect(await gaps([])).toEqual(["panel"]);
  expect(await gaps([panel])).toEqual([]);
  expect(await gaps([{ ...panel, status: "cancelled" }])).toEqual(["panel"]);
  expect(await gaps([{ ...panel, startsAt: "2026-02-03T22:30:00.000Z" }])).toEqual(["panel"]);
  expect(await gaps([], {}, "2026-12-01")).toEqual([]);
});
