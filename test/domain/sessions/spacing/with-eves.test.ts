import { describe, expect, test } from "vitest";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import type { Session } from "#domain/sessions/session.ts";
import { withEves } from "#domain/sessions/spacing/with-eves.ts";
import { instantAt } from "#domain/time/dates.ts";
import { program as small, student } from "../../calendar/program.fixture.ts";
import { session } from "../session.fixture.ts";

const evenings = {
  ...{ id: "evenings", title: "Evenings", audience: { tracks: ["pathways"] }, rhythm: { timesPerYear: 2 } },
  ...{ covers: [], attached: [] },
};
const within = (atMost: number, more: object = {}): Program => {
  const milestones = small.milestones.map((one) => (one.id === "retake-cim-survey" ? { ...one, ...more } : one));
  return Program.parse({
    ...{ ...small, milestones, series: [evenings] },
    school: { ...small.school, weeklyMails: { atMost, digest: 5 } },
  });
};
const ada = student({ anchors: { matriculation: 2025, graduation: 2029 } });

const on = (day: string, change: Partial<Session> = {}): Session => {
  const [startsAt, endsAt] = ["17:30", "18:30"].map((hour) => instantAt(day, hour, "America/New_York"));
  return session({ id: day, item: "evenings", startsAt: startsAt ?? "", endsAt: endsAt ?? "", ...change });
};

/** The days of the survey of April 2027, with a reminder on Thursday, April 8. What waits has both days. */
const daysOf = (program: Program, ...sessions: Session[]): string[] => {
  const made = withEves(program, sessions, [ada]);
  const survey = occurrencesFor(made, ada).find(({ id }) => id === "retake-cim-survey@2027");
  return (survey?.waves ?? []).map(({ day, waitsFrom }) => (waitsFrom === undefined ? day : `${waitsFrom}>${day}`));
};

const USUAL = ["2027-04-01", "2027-04-08", "2027-04-15", "2027-04-22", "2027-04-28"];
const LATER = ["2027-04-01", "2027-04-08>2027-04-09", "2027-04-15", "2027-04-22", "2027-04-28"];

describe("the calendar's reminders make way to the word on the eve of a session that asks nothing", () => {
  test("in a week that would have too many mails, until its digest", () => {
    expect(daysOf(within(1))).toEqual(USUAL);
    expect(daysOf(within(1), on("2027-04-08"))).toEqual(LATER);
    expect(daysOf(within(2), on("2027-04-08"))).toEqual(USUAL);
    expect(daysOf(within(2), on("2027-04-07"), on("2027-04-08"))).toEqual(LATER);
  });

  test.each<[string, Session]>([
    ["is in a week without one", on("2027-05-13")],
    ["is for another class", on("2027-04-08", { item: "match-day" })],
    ["does not take place", on("2027-04-08", { status: "cancelled" })],
    ["asks for an answer: whom its eve reaches nobody knows", on("2027-04-08", { rsvp: "required" })],
  ])("and not where that session %s", (_, one) => {
    expect(daysOf(within(1), one)).toEqual(USUAL);
  });

  test("but no opening does, no last call, and no reminder after which an advisor is told", () => {
    expect(daysOf(within(1), on("2027-04-01"), on("2027-04-28"))).toEqual(USUAL);
    const escalates = { to: "society-advisor", afterReminder: 1 };
    expect(daysOf(within(1, { escalates }), on("2027-04-08"))).toEqual(USUAL);
  });

  test("nor anything in a school without a budget", () => {
    expect(withEves(small, [on("2027-04-08")], [ada])).toBe(small);
  });
});

test("the program stays the same one for the same eves, so that what is kept by it stays", () => {
  const program = within(1);
  const made = withEves(program, [on("2027-04-08")], [ada]);
  expect(withEves(program, [on("2027-04-08", { place: "TMEC" })], [ada, ada])).toBe(made);
  expect(withEves(program, [], [ada])).toBe(program);
});
