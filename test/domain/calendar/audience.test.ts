import { describe, expect, test } from "vitest";
import { concerns } from "#domain/calendar/audience.ts";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { program, student } from "./program.fixture.ts";

describe("a milestone is for", () => {
  test("students of its tracks, in whatever phase, also before their first", () => {
    expect(concerns({ tracks: ["pathways"] }, { track: "pathways", phase: undefined })).toBe(true);
    expect(concerns({ tracks: ["pathways"] }, { track: "pathways", phase: "pce" })).toBe(true);
    expect(concerns({ tracks: ["pathways"] }, { track: "hst", phase: "pce" })).toBe(false);
  });

  test("those of them alone who are in one of its phases, where it names any", () => {
    const audience = { tracks: ["pathways"], phases: ["pce", "post-pce"] };
    const inPhase = (phase: string | undefined) => concerns(audience, { track: "pathways", phase });
    expect(["pce", "post-pce", "preclerkship", undefined].map(inPhase)).toEqual([true, true, false, false]);
  });

  test("the phase that counts is that of the milestone's day: a fifth year is still before it", () => {
    const milestones = program.milestones
      .filter(({ id }) => id === "match-day")
      .map((milestone) => ({ ...milestone, audience: { tracks: ["pathways"], phases: ["post-pce"] } }));
    const narrowed: Program = { ...program, milestones };
    const idsFor = (change: Parameters<typeof student>[0]) =>
      occurrencesFor(narrowed, student(change)).map(({ id }) => id);
    expect(idsFor({ anchors: { matriculation: 2025, graduation: 2029 } })).toEqual(["match-day@2029"]);
    expect(idsFor({ anchors: { matriculation: 2027, graduation: 2029 } })).toEqual([]);
  });
});
