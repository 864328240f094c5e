import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Course, reckoningOf, type When } from "#domain/calendar/when.ts";
import { yearOf } from "#domain/time/dates.ts";

const anyAnchor = fc.constantFrom("matriculation" as const, "graduation" as const);
const anyYearlyDay = fc.oneof(
  fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }),
  fc.record({
    month: fc.integer({ min: 1, max: 12 }),
    nth: fc.integer({ min: 1, max: 4 }),
    weekday: fc.integer({ min: 1, max: 7 }),
  }),
);
const anyOffset = fc.integer({ min: -2, max: 2 });
const setDates = Object.fromEntries(
  Array.from({ length: 20 }, (_, nth) => [String(2018 + nth), `${2018 + nth}-10-${String(10 + nth).padStart(2, "0")}`]),
);

/** Any `when` of each type. The compiler asks for an entry for each. */
const ANY: { [Type in When["type"]]: fc.Arbitrary<When> } = {
  yearly: fc.record({ type: fc.constant("yearly"), anchor: anyAnchor, year: anyOffset, on: anyYearlyDay }),
  dates: fc.record({
    type: fc.constant("dates"),
    anchor: anyAnchor,
    year: anyOffset,
    dates: fc.constant(setDates),
  }),
  phase: fc.record({ type: fc.constant("phase"), phase: fc.constantFrom("early", "late"), on: anyYearlyDay }),
};

const anyCourse = fc.integer({ min: 2020, max: 2030 }).map((entered): Course => {
  const late = `${entered + 2}-03-01`;
  return {
    anchors: { matriculation: entered, graduation: entered + 4 },
    phases: [
      { phase: "early", begins: `${entered}-08-01`, ends: late },
      { phase: "late", begins: late, ends: undefined },
    ],
  };
});

describe.each(Object.entries(ANY))("a milestone that falls by %s", (_, anyWhen) => {
  test("falls to a student on days that its own year names, so that an occurrence is found again by its id", () => {
    fc.assert(
      fc.property(anyWhen, anyCourse, (when, course) => {
        const { daysFor, daysIn } = reckoningOf(when);
        for (const day of daysFor(course)) expect(daysIn(yearOf(day))).toContain(day);
      }),
    );
  });

  test("comes once a year at the most", () => {
    fc.assert(
      fc.property(anyWhen, fc.integer({ min: 2020, max: 2034 }), (when, year) => {
        expect(reckoningOf(when).daysIn(year).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("falls to a student at all", () => {
    const days = fc
      .sample(fc.tuple(anyWhen, anyCourse), 200)
      .flatMap(([when, course]) => reckoningOf(when).daysFor(course));
    expect(days.length).toBeGreaterThan(20);
  });
});

test("a day in a phase is its first one there, and none where the phase is over before it", () => {
  const on = { month: 4, day: 1 };
  const phases = [
    { phase: "early", begins: "2026-08-01", ends: "2027-03-01" },
    { phase: "late", begins: "2027-03-01", ends: undefined },
  ];
  const course = { anchors: { matriculation: 2026, graduation: 2030 }, phases };
  expect(reckoningOf({ type: "phase", phase: "early", on }).daysFor(course)).toEqual([]);
  expect(reckoningOf({ type: "phase", phase: "late", on }).daysFor(course)).toEqual(["2027-04-01"]);
});
