import { describe, expect, test } from "vitest";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import { program } from "./program.fixture.ts";

const WEEK = { from: "2028-03-13", to: "2028-03-17" };

const falling = (day: number, change: Partial<Milestone>): Program => {
  const when = { type: "yearly", anchor: "graduation", year: 0, on: { month: 3, day } } as const;
  const milestones = program.milestones.filter(({ id }) => id === "road-to-residency-1");
  return { ...program, milestones: milestones.map((one) => ({ ...one, when, ...change })), matchWeeks: [WEEK] };
};

const opens = (of: Program): string | undefined =>
  occurrencesFor(of, { track: "pathways", anchors: { matriculation: 2024, graduation: 2028 } })[0]?.opens;

describe("in Match Week", () => {
  test.each([
    [10, "2028-03-10"],
    [13, "2028-03-20"],
    [15, "2028-03-20"],
    [17, "2028-03-20"],
    [20, "2028-03-20"],
  ])("what falls on March %i for the graduating class goes out on %s", (day, out) => {
    expect(opens(falling(day, {}))).toBe(out);
  });

  test("what is about the Match goes out on its day, and so does the mail of other classes", () => {
    expect(opens(falling(15, { mail: "match" }))).toBe("2028-03-15");
    const when = { type: "yearly", anchor: "matriculation", year: 4, on: { month: 3, day: 15 } } as const;
    expect(opens(falling(15, { when }))).toBe("2028-03-15");
  });
});
