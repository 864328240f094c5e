import { describe, expect, test } from "vitest";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import { isInvited } from "#domain/sessions/guests.ts";
import { program, student } from "../calendar/program.fixture.ts";
import { session } from "./session.fixture.ts";

const base = program.milestones.find(({ id }) => id === "road-to-residency-1");
if (base === undefined) throw new Error("no milestone");

const window = (place: { phase: string } | { anchor: "graduation"; year: number }): Milestone["when"] => ({
  type: "window",
  from: { month: 2, day: 1 },
  to: { month: 3, day: 31 },
  in: place,
});

const ofSeries = (audience: object): Program => {
  const of = withMilestone({});
  return { ...of, series: (of.series ?? []).map((one) => ({ ...one, audience: { ...one.audience, ...audience } })) };
};

const withMilestone = (change: Partial<Milestone>): Program => ({
  ...program,
  milestones: [{ ...base, ...change, id: "panel" }],
  series: [
    {
      id: "interest",
      title: "Interest",
      audience: { tracks: ["pathways"], phases: ["preclerkship"] },
      rhythm: { timesPerYear: 2 },
      covers: [],
      attached: [],
    },
  ],
});

const class2028 = student({ anchors: { matriculation: 2024, graduation: 2028 } });
const class2029 = student({ anchors: { matriculation: 2025, graduation: 2029 } });
const class2030 = student({ anchors: { matriculation: 2026, graduation: 2030 } });

const on = (day: string, item = "panel") =>
  session({ item, startsAt: `${day}T22:30:00.000Z`, endsAt: `${day}T23:30:00.000Z` });

const guests = (of: Program, at: ReturnType<typeof session>) =>
  [class2028, class2029, class2030].map((one) => isInvited(of, at, one));

describe("who is invited to a session", () => {
  test("of a series for a society: of two classmates only the one who is in it", () => {
    const [castle, holmes] = ["Castle", "Holmes"].map((society) => ({ ...class2030, society }));
    const of = ofSeries({ societies: ["Castle"] });
    const at = on("2027-02-10", "interest");
    expect([castle, holmes].map((one) => one && isInvited(of, at, one))).toEqual([true, false]);
  });

  test("of a milestone with a day: the class that has it in that year", () => {
    expect(guests(withMilestone({}), on("2027-01-20"))).toEqual([true, false, false]);
    expect(guests(withMilestone({}), on("2027-11-20"))).toEqual([true, false, false]);
    expect(guests(withMilestone({}), on("2028-01-20"))).toEqual([false, true, false]);
  });

  test("of a milestone with a window in a phase: who is in that phase on its day, also some weeks beside the window", () => {
    const panel = withMilestone({ when: window({ phase: "pce" }) });
    expect(guests(panel, on("2027-02-10"))).toEqual([false, true, false]);
    expect(guests(panel, on("2027-04-20"))).toEqual([false, true, false]);
    expect(guests(panel, on("2027-07-20"))).toEqual([false, false, false]);
  });

  test("of a milestone with a window in a year: the class whose year it is", () => {
    const panel = withMilestone({ when: window({ anchor: "graduation", year: -1 }) });
    expect(guests(panel, on("2027-02-10"))).toEqual([true, false, false]);
  });

  test("of a milestone that hangs on its session alone: its audience", () => {
    const audience = { tracks: ["pathways"], phases: ["preclerkship"] };
    const panel = withMilestone({ when: { type: "session", daysBefore: 14 }, audience });
    expect(guests(panel, on("2027-02-10"))).toEqual([false, false, true]);
  });

  test("of a series: who is in its audience on its day", () => {
    expect(guests(withMilestone({}), on("2026-10-07", "interest"))).toEqual([false, false, true]);
    expect(guests(withMilestone({}), on("2026-09-30", "interest"))).toEqual([false, true, true]);
  });

  test("nobody who is on leave or gone on its day, and nobody where the program does not know its item", () => {
    const away = { ...class2028, leaveFrom: "2027-01-10", leaveUntil: "2027-01-31" };
    expect(isInvited(withMilestone({}), on("2027-01-20"), away)).toBe(false);
    expect(isInvited(withMilestone({}), on("2027-02-01"), away)).toBe(true);
    expect(isInvited(withMilestone({}), on("2027-01-20"), { ...class2028, status: "withdrawn" })).toBe(false);
    expect(guests(withMilestone({}), on("2027-01-20", "nothing"))).toEqual([false, false, false]);
  });
});
