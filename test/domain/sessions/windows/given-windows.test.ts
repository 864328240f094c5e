import { describe, expect, test } from "vitest";
import { findOccurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import type { Session } from "#domain/sessions/session.ts";
import { withGivenWindows } from "#domain/sessions/windows/given-windows.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import { program, student } from "../../calendar/program.fixture.ts";
import { session } from "../session.fixture.ts";

const base = program.milestones.find(({ id }) => id === "retake-cim-survey");
if (base === undefined) throw new Error("no milestone");

const MAY: [YearlyDay, YearlyDay] = [
  { month: 5, day: 1 },
  { month: 5, day: "last" },
];
const WINTER: [YearlyDay, YearlyDay] = [
  { month: 11, day: 1 },
  { month: 2, day: 10 },
];
const BEFORE_GRADUATION = { anchor: "graduation", year: -1 } as const;

const asking = ([from, to]: [YearlyDay, YearlyDay], place: { phase: string } | typeof BEFORE_GRADUATION): Program => {
  const when: Milestone["when"] = { type: "window", from, to, in: place, thenAsks: true };
  const mails = { open: "invite", remind: ["first", "second"], lastCall: "last" };
  return { ...program, milestones: [{ ...base, id: "documents", when, mails }] };
};

const on = (day: string, change: Partial<Session> = {}): Session =>
  session({ item: "documents", startsAt: `${day}T21:30:00.000Z`, endsAt: `${day}T23:00:00.000Z`, ...change });

const class2028 = student({ anchors: { matriculation: 2024, graduation: 2028 } });
const idsOf = (of: Program) => occurrencesFor(of, class2028).map(({ id, nominal }) => `${id} ${nominal}`);

describe("what a milestone asks once its window is over", () => {
  const may = asking(MAY, BEFORE_GRADUATION);

  test("is asked from the window's last day on, where a session gives the window a day", () => {
    expect(idsOf(withGivenWindows(may, [on("2027-05-06")]))).toEqual(["documents@2027 2027-05-31"]);
  });

  test.each<[string, Session[]]>([
    ["no session", []],
    ["a cancelled one alone", [on("2027-05-06", { status: "cancelled" })]],
    ["one of another year", [on("2026-05-06")]],
    ["one of another item", [on("2027-05-06", { item: "road-to-residency-1" })]],
  ])("is not asked with %s", (_, sessions) => {
    expect(idsOf(withGivenWindows(may, sessions))).toEqual([]);
  });

  test("stays where it is when its session moves, also by some weeks out of the window", () => {
    for (const day of ["2027-05-03", "2027-05-27", "2027-06-20"])
      expect(idsOf(withGivenWindows(may, [on(day)]))).toEqual(["documents@2027 2027-05-31"]);
  });

  test("has reminders and a last call, and no first mail: the session has invited", () => {
    const [asked] = occurrencesFor(withGivenWindows(may, [on("2027-05-06")]), class2028);
    expect(asked?.waves.map(({ name, template }) => `${name} ${template}`)).toEqual([
      ...["remind-1 first", "remind-2 second", "remind-3 second", "last-call last"],
    ]);
  });

  test("is named after the year in which its window begins, and found by that name without sessions", () => {
    const winter = asking(WINTER, { phase: "pce" });
    const given = withGivenWindows(winter, [on("2027-01-20")]);
    expect(occurrencesFor(given, student({})).map(({ id }) => id)).toEqual(["documents@2026"]);
    expect(findOccurrence(winter, "documents@2026")).toMatchObject({ id: "documents@2026", nominal: "2027-02-10" });
    expect(findOccurrence(winter, "documents@2027-02-10")).toBeUndefined();
  });

  test("leaves a program as it is that asks nothing so, or has no session for it", () => {
    expect(withGivenWindows(program, [on("2027-05-06")])).toBe(program);
    expect(withGivenWindows(may, [])).toBe(may);
    expect(withGivenWindows(may, [on("2027-05-06")])).toBe(withGivenWindows(may, [on("2027-05-13")]));
  });
});
