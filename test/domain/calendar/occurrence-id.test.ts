import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OccurrenceId, occurrenceId, parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";

const anyMilestone = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,4}$/);
const anyYear = fc.integer({ min: 1900, max: 2999 }).map(String);
const anyDate = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyName = fc.record({ milestone: anyMilestone, on: fc.oneof(anyYear, anyDate) });

describe("the id of an occurrence", () => {
  test("is the milestone's id with the year, or with the date where it may come twice a year", () => {
    expect(occurrenceId({ milestone: "retake-cim-survey", on: "2027" })).toBe("retake-cim-survey@2027");
    expect(occurrenceId({ milestone: "seminar", on: "2027-03-12" })).toBe("seminar@2027-03-12");
  });

  test("reads as what it was made of", () => {
    fc.assert(fc.property(anyName, (name) => void expect(parseOccurrenceId(occurrenceId(name))).toEqual(name)));
  });

  test("is the only text that reads as it: whatever reads at all is made again letter by letter", () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z@0-9-]{0,30}$/),
      fc.tuple(anyName, fc.string({ maxLength: 2 })).map(([name, more]) => occurrenceId(name) + more),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const read = parseOccurrenceId(text);
        expect(read === undefined ? undefined : occurrenceId(read)).toBe(read && text);
        expect(OccurrenceId.safeParse(text).success).toBe(read !== undefined);
      }),
    );
  });

  test("has one sign that parts it, a milestone, and a whole year or date", () => {
    const others = ["", "survey", "survey@", "@2027", "survey@27", "survey@2027@1", "survey@2027-3-12", "a b@2027"];
    expect(others.map(parseOccurrenceId)).toEqual(others.map(() => undefined));
  });
});
