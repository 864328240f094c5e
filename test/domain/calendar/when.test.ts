import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Course, reckoningOf } from "#domain/calendar/reckoning.ts";
import type { When } from "#domain/calendar/when.ts";
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

type DaylessType = "window" | "session" | "from-leave";

/** Any `when` of each type. The compiler asks for an entry for each. */
const ANY: { [Type in Exclude<When["type"], DaylessType>]: fc.Arbitrary<When> } = {
  yearly: fc.record({ type: fc.constant("yearly"), anchor: anyAnchor, year: anyOffset, on: anyYearlyDay }),
  dates: fc.record({
    type: fc.constant("dates"),
    anchor: anyAnchor,
    year: anyOffset,
    dates: fc.constant(setDates),
  }),
  phase: fc.record({
    type: fc.constant("phase"),
    phase: fc.constantFrom("early", "late"),
    on: anyYearlyDay,
    days: fc.integer({ min: -60, max: 60 }),
  }),
  "from-phase": fc
    .record({ phase: fc.constantFrom("early", "late"), days: fc.integer({ min: -60, max: 60 }) })
    .map(({ phase, days }) => ({
      ...{ type: "from-phase", phase, days },
      usual: [phase === "early" ? { month: 8, day: 1 } : { month: 3, day: 1 }],
    })),
};

/** Of these somebody has yet to set the day, if only a roster the days of a leave. */
const DAYLESS: { [Type in DaylessType]: fc.Arbitrary<When> } = {
  window: fc
    .record({ anchor: anyAnchor, year: anyOffset })
    .map((year) => ({ type: "window", from: { month: 11, day: 1 }, to: { month: 2, day: "last" }, in: year })),
  "from-leave": fc.record({
    ...{ type: fc.constant("from-leave"), edge: fc.constantFrom("leave", "return") },
    days: fc.integer({ min: -60, max: 60 }),
  }),
  session: fc.record({ type: fc.constant("session"), daysBefore: fc.nat(30) }),
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

  test("has a name for each of its days that no other has, by which the day is found again", () => {
    fc.assert(
      fc.property(anyWhen, fc.integer({ min: 2020, max: 2034 }), (when, year) => {
        const { daysIn, nameOf, daysNamed } = reckoningOf(when);
        const days = [year, year + 1].flatMap(daysIn);
        expect(new Set(days.map(nameOf)).size).toBe(days.length);
        for (const day of days) expect(daysNamed(nameOf(day))).toEqual([day]);
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

test.each(Object.entries(DAYLESS))(
  "a milestone that falls by %s falls to nobody before its day is set",
  (_, anyWhen) => {
    fc.assert(
      fc.property(anyWhen, anyCourse, fc.integer({ min: 2020, max: 2034 }), (when, course, year) => {
        const { daysFor, daysIn, days } = reckoningOf(when);
        expect([daysFor(course), daysIn(year), days]).toEqual([[], [], []]);
      }),
    );
  },
);

const COURSE: Course = {
  anchors: { matriculation: 2026, graduation: 2030 },
  phases: [
    { phase: "early", begins: "2026-08-01", ends: "2028-03-01" },
    { phase: "late", begins: "2028-03-01", ends: undefined },
  ],
};

test.each([
  [-1, "2028-02-29"],
  [30, "2028-03-31"],
  [-61, "2027-12-31"],
])("%i days from the beginning of a phase is %s, across a leap day and New Year", (days, day) => {
  const usual = [{ month: 3, day: 1 }];
  expect(reckoningOf({ type: "from-phase", phase: "late", days, usual }).daysFor(COURSE)).toEqual([day]);
});

test.each([
  ["leave", 7, "2027-09-01", "2028-06-30", ["2027-09-08"]],
  ["leave", -7, "2027-09-01", undefined, ["2027-08-25"]],
  ["return", -70, "2027-09-01", "2028-06-30", ["2028-04-22"]],
  ["return", 0, undefined, "2028-02-29", ["2028-03-01"]],
  ["return", -70, "2028-06-01", "2028-06-30", []],
  ["leave", 60, "2028-06-01", "2028-06-30", []],
  ["return", -70, "2027-09-01", undefined, []],
] as const)("by %s and %i days, with a leave from %s until %s, it falls on %j", (edge, days, from, until, expected) => {
  const leave = { ...COURSE, leaveFrom: from, leaveUntil: until };
  const { daysFor, nameOf, daysNamed } = reckoningOf({ type: "from-leave", edge, days });
  expect(daysFor(leave)).toEqual(expected);
  for (const day of expected) expect(daysNamed(nameOf(day))).toEqual([day]);
});

test("a day that is counted from another may leave its year, and keeps the name of that year", () => {
  const on = { days: -10, from: { month: 1, day: 5 } };
  const { daysFor, daysIn, nameOf } = reckoningOf({ type: "yearly", anchor: "graduation", year: 0, on });
  expect(daysFor(COURSE)).toEqual(["2029-12-26"]);
  expect(daysIn(2029)).toEqual(["2029-12-26"]);
  expect(nameOf("2029-12-26")).toBe("2030");
});

test("the window of a phase is the first one that is not over as the phase begins", () => {
  const [from, to] = [
    { month: 2, day: 1 },
    { month: 3, day: 31 },
  ];
  const windowOf = (phase: string) => reckoningOf({ type: "window", from, to, in: { phase } }).unsetFor?.(COURSE) ?? [];
  expect(windowOf("early")).toEqual([{ from: "2027-02-01", to: "2027-03-31" }]);
  expect(windowOf("late")).toEqual([{ from: "2028-02-01", to: "2028-03-31" }]);
});

describe("what hangs on a national date", () => {
  const when: When = {
    ...{ type: "dates", anchor: "graduation", year: 0, dates: { 2028: "2028-02-16" } },
    awaits: { national: "nrmp.rank-order-list-deadline", provisional: { 2029: "2029-02-14" } },
  };
  const graduates = (graduation: number): Course => ({ ...COURSE, anchors: { matriculation: 2024, graduation } });

  test("falls on a day where the date is known for sure, and waits for nothing then", () => {
    const { daysFor, unsetFor } = reckoningOf(when);
    expect([daysFor(graduates(2028)), unsetFor?.(graduates(2028))]).toEqual([["2028-02-16"], []]);
  });

  test.each([
    [2029, "2029-02-14", "provisional"],
    [2031, "2031-02-14", "absent"],
  ] as const)("waits in %i, where the date is %s or so and %s", (year, day, kind) => {
    const { daysFor, unsetFor } = reckoningOf(when);
    expect(daysFor(graduates(year))).toEqual([]);
    const awaits = { national: "nrmp.rank-order-list-deadline", year: String(year), kind };
    expect(unsetFor?.(graduates(year))).toEqual([{ from: day, to: day, awaits }]);
  });
});
