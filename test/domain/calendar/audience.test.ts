import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concerns } from "#domain/calendar/audience.ts";
import { classIn } from "#domain/calendar/memoize-by-class.ts";
import { occurrencesFor, occurrencesOf } from "#domain/calendar/occurrences.ts";
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

  test.each([
    [{ societies: ["castle", "cannon"] }, { society: "Castle" }, true],
    [{ societies: ["castle"] }, { society: "Cannon" }, false],
    [{ societies: ["francis-peabody"] }, { society: "Francis Peabody" }, true],
    [{ degrees: ["md"] }, { degree: "M.D." }, true],
    [{ degrees: ["phd"] }, { degree: "MD/PhD" }, true],
    [{ degrees: ["md-phd"] }, { degree: "MD/PhD" }, true],
    [{ degrees: ["md"] }, { degree: "PhD" }, false],
    [{ degrees: ["md"] }, {}, false],
    [{ specialties: ["internal-medicine"] }, { specialty: "Surgery; Internal Medicine" }, true],
    [{ specialties: ["pediatrics"] }, { specialty: "Medicine/Pediatrics" }, false],
    [{ societies: ["castle"], degrees: ["md"] }, { society: "Castle", degree: "DMD" }, false],
    [{ societies: ["castle"], degrees: ["md"] }, { society: "Castle", degree: "MD" }, true],
  ])("who has all that it names: %j of %j is %s", (audience, own, is) => {
    const tracks = ["pathways"];
    expect(concerns({ tracks, ...audience }, { track: "pathways", phase: "pce", ...own })).toBe(is);
    expect(concerns({ tracks, ...audience }, { track: "hst", phase: "pce", ...own })).toBe(false);
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

const named: Program = {
  ...program,
  milestones: program.milestones.map((milestone, nth) => ({
    ...milestone,
    audience: {
      ...milestone.audience,
      ...[{}, { societies: ["castle"] }, { degrees: ["phd"] }, { specialties: ["surgery"] }][nth % 4],
    },
  })),
};
const anyOwn = {
  track: fc.constantFrom("pathways", "hst"),
  society: fc.constantFrom("Castle", "Cannon", ""),
  degree: fc.constantFrom("MD", "MD/PhD", undefined),
  specialty: fc.constantFrom("Surgery", "Radiology", undefined),
};
const anyStudent = fc.record({ ...anyOwn, matriculation: fc.integer({ min: 2022, max: 2026 }) });

test("what concerns a student is what each audience says of them alone, whoever was asked about before", () => {
  fc.assert(
    fc.property(fc.array(anyStudent, { maxLength: 8 }), (some) => {
      for (const { matriculation, ...own } of some) {
        const one = { ...own, anchors: { matriculation, graduation: matriculation + 4 } };
        expect(occurrencesFor(named, one)).toEqual(
          named.milestones.flatMap((milestone) => occurrencesOf(named, milestone, one)),
        );
      }
    }),
    { numRuns: 50 },
  );
});

describe("those whom a program's calendar treats alike", () => {
  const one = student({ society: "Castle", specialty: "Surgery", degree: "MD" });
  const own = [{ society: "Cannon" }, { specialty: "Radiology" }, { degree: "PhD" }];

  test("are one class, whatever no milestone asks for", () => {
    expect(own.map((change) => classIn(program, { ...one, ...change }))).toEqual(own.map(() => classIn(program, one)));
  });

  test("are told apart by what one asks for, and by their years and days", () => {
    const others = [...own, { anchors: { matriculation: 2024, graduation: 2028 } }, { begins: { pce: "2027-01-01" } }];
    const names = [one, ...others.map((change) => ({ ...one, ...change }))].map((each) => classIn(named, each));
    expect(new Set(names).size).toBe(names.length);
  });
});
