import { describe, expect, test } from "vitest";
import { partNamesInSight } from "#domain/calendar/current-occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import { arrivalsOf } from "#domain/forecast/arrivals.ts";
import { walk } from "#domain/forecast/walk.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { stored } from "../../domain/imports/school.fixture.ts";
import { mailsFrom } from "./lived.ts";

const told = (id: string, edge: "leave" | "return", days: number) => ({
  ...program.milestones[0],
  ...{ id, title: id, mails: { open: id }, mail: "calendar", when: { type: "from-leave", edge, days } },
});

/** The usual program with a word to who is away, and a runway to the return. */
const withRunway = Program.parse({
  ...program,
  milestones: [
    ...program.milestones,
    told("you-are-away", "leave", 7),
    told("back-in-ten-weeks", "return", -70),
    told("back-this-week", "return", -5),
    told("first-week-back", "return", 7),
  ],
});

const FIRST = "2027-09-01";

/** What goes out from September 2027 to somebody who graduates in 2029, and of whom rosters say this. */
const mailsOf = (rows: (Partial<RosterRow> & { on: string })[], of = withRunway): string[] => {
  const usual = {
    ...{ line: 2, schoolId: "S1", email: "s1@example.edu", firstName: "Ada", track: "pathways" },
    anchors: { matriculation: 2025, graduation: 2029 },
  };
  const arrivals = arrivalsOf(
    of,
    [{ on: FIRST }, ...rows].map(({ on, ...row }) => ({
      ...{ on, name: on, nameless: [], isComplete: false, rows: [{ ...usual, ...row }] },
    })),
  );
  return mailsFrom(walk({ program: of, span: { from: FIRST, to: "2029-06-30" }, arrivals, answers: [] }));
};

const YEAR = { on: "2027-10-01", leaveFrom: "2027-10-15", leaveUntil: "2028-06-11" };

describe("somebody on leave", () => {
  test("hears of the leave and of the return alone, on their own days, and of class again once they are back", () => {
    expect(mailsOf([YEAR])).toEqual([
      "2027-10-22 you-are-away@2027-10-22",
      "2028-04-03 back-in-ten-weeks@2028-04-03",
      "2028-06-07 back-this-week@2028-06-07",
      "2028-06-12 applying-with-eras@2028",
      "2028-06-20 first-week-back@2028-06-19",
      "2029-03-16 match-day@2029",
    ]);
  });

  test("has parts of their own days, so that a stop on one of them is found and lifted", () => {
    const student = stored("S1", { ...YEAR, anchors: { matriculation: 2025, graduation: 2029 } });
    const names = partNamesInSight(withRunway, student, "2028-04-05").map(({ occurrence }) => occurrence);
    expect(names).toContain("back-in-ten-weeks@2028-04-03");
    expect(names).not.toContain("first-week-back@2028-06-19");
  });

  test("hears nothing of it where the program has no such mail", () => {
    expect(mailsOf([YEAR], program)).toEqual(["2028-06-12 applying-with-eras@2028", "2029-03-16 match-day@2029"]);
  });

  test("has no runway that begins before a short leave", () => {
    const mails = mailsOf([{ on: "2027-10-01", leaveFrom: "2027-10-15", leaveUntil: "2027-11-14" }]);
    expect(mails.filter((line) => line.includes("ten-weeks"))).toEqual([]);
  });

  test("is told once where the days move after the mail went out, and anew of a return after the one that was told", () => {
    const moved = { on: "2028-04-20", leaveFrom: "2027-10-20", leaveUntil: "2028-07-09" };
    const back = mailsOf([YEAR, moved]).filter((line) => /away|ten-weeks|this-week/.test(line));
    expect(back).toEqual([
      "2027-10-22 you-are-away@2027-10-22",
      "2028-04-03 back-in-ten-weeks@2028-04-03",
      "2028-07-05 back-this-week@2028-07-05",
    ]);
  });

  test.each(["2028-06-10", "2028-06-14"])(
    "is not told anew where a row sets a leave right that is over (to %s), and told of the next one",
    (leaveUntil) => {
      const corrected = { on: "2028-06-22", leaveFrom: "2027-10-14", leaveUntil };
      const next = { on: "2028-07-03", leaveFrom: "2028-07-05", leaveUntil: "2028-07-20" };
      const mails = mailsOf([YEAR, corrected, next]).filter((line) => /away|first-week/.test(line));
      expect(mails).toEqual([
        "2027-10-22 you-are-away@2027-10-22",
        "2028-06-20 first-week-back@2028-06-19",
        "2028-07-12 you-are-away@2028-07-12",
        "2028-07-28 first-week-back@2028-07-28",
      ]);
    },
  );

  test("is led back from no leave whose first day nobody says: that is held", () => {
    const doubtful = { on: "2027-10-01", leaveUntil: "2028-06-11" };
    expect(mailsOf([doubtful]).filter((line) => /away|back/.test(line))).toEqual([]);
    const away = { ...doubtful, status: { word: "leave", means: "leave" as const } };
    expect(mailsOf([away]).filter((line) => /back-in/.test(line))).toEqual(["2028-04-03 back-in-ten-weeks@2028-04-03"]);
  });

  test("is told by the new days where the leave becomes longer, and nothing once it is withdrawn", () => {
    const longer = { on: "2028-04-20", leaveFrom: "2027-10-15", leaveUntil: "2028-12-31" };
    expect(mailsOf([YEAR, longer]).filter((line) => line.includes("back-"))).toEqual([
      "2028-04-03 back-in-ten-weeks@2028-04-03",
      "2028-10-23 back-in-ten-weeks@2028-10-23",
      "2028-12-27 back-this-week@2028-12-27",
    ]);
    const gone = { on: "2028-02-01", status: { word: "withdrawn", means: "withdrawn" as const } };
    expect(mailsOf([YEAR, gone])).toEqual(["2027-10-22 you-are-away@2027-10-22"]);
  });
});
