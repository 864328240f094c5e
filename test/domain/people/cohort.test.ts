import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cohortName, parseCohort } from "#domain/people/cohort.ts";

const anyTrack = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}$/);
const anyCohort = fc.record({ track: anyTrack, graduationYear: fc.integer({ min: 1000, max: 9999 }) });

describe("the name of a cohort", () => {
  test("is its track and the year in which it graduates", () => {
    expect(cohortName({ track: "pathways", graduationYear: 2028 })).toBe("pathways-2028");
  });

  test("reads as what it was made of, also where the track's id ends like a year", () => {
    fc.assert(fc.property(anyCohort, (cohort) => void expect(parseCohort(cohortName(cohort))).toEqual(cohort)));
    expect(parseCohort("hst-2020-2028")).toEqual({ track: "hst-2020", graduationYear: 2028 });
  });

  test("is no other text", () => {
    const others = ["", "pathways", "2028", "-2028", "pathways-28", "pathways-20288"];
    expect(others.map(parseCohort)).toEqual(others.map(() => undefined));
  });
});
