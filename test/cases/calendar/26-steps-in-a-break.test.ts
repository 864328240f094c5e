import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { occurrencesIn } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { addDays } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { BASELINE, told } from "../../files/program-folder/small-program.ts";

const daysFrom = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, nth) => addDays(from, nth));

const RECESS = daysFrom("2027-12-20", 12);

const winterSurvey = (remindAfterDays: number[], closesAfter: number, dates = RECESS): Program => {
  const survey = program.milestones.find(({ id }) => id === "retake-cim-survey");
  if (survey?.ask === undefined) throw new Error("no survey");
  const ask = { ...survey.ask, remindAfterDays, lastCallWorkingDays: 1, closes: { daysAfterOpening: closesAfter } };
  const when = { type: "yearly", anchor: "matriculation", year: 1, on: { month: 12, day: 13 } } as const;
  return {
    ...program,
    school: { ...program.school, quietDays: { ...program.school.quietDays, dates } },
    milestones: [{ ...survey, when, ask }],
  };
};

const wavesOf = (of: Program): string[] =>
  occurrencesIn(of, "retake-cim-survey", 2027).flatMap(({ waves }) => waves.map(({ name, day }) => `${name} ${day}`));

describe("steps of a ladder that fall into one break become one", () => {
  test("of four reminders in a recess the latest goes out after it, under its own number", () => {
    expect(wavesOf(winterSurvey([7, 10, 14, 17], 25))).toEqual([
      "open 2027-12-13",
      "remind-4 2028-01-03",
      "last-call 2028-01-06",
    ]);
  });

  test("those before and after the break keep their days and their numbers", () => {
    expect(wavesOf(winterSurvey([3, 8, 11, 25], 40))).toEqual([
      "open 2027-12-13",
      "remind-1 2027-12-16",
      "remind-3 2028-01-03",
      "remind-4 2028-01-07",
      "last-call 2028-01-21",
    ]);
  });

  test("one whose own day is the first after the break is the latest of them", () => {
    expect(wavesOf(winterSurvey([14, 21], 40))).toEqual([
      "open 2027-12-13",
      "remind-2 2028-01-03",
      "last-call 2028-01-21",
    ]);
  });

  test("the last call goes out alone where the break leaves it the first day, or the second", () => {
    expect(wavesOf(winterSurvey([7, 10, 14], 22))).toEqual(["open 2027-12-13", "last-call 2028-01-03"]);
    expect(wavesOf(winterSurvey([7, 10, 14], 23))).toEqual(["open 2027-12-13", "last-call 2028-01-04"]);
  });

  test("two on one weekend are one, and one on a weekend waits for Monday as ever", () => {
    expect(wavesOf(winterSurvey([5, 6], 20, []))).toEqual([
      "open 2027-12-13",
      "remind-2 2027-12-20",
      "last-call 2027-12-30",
    ]);
    expect(wavesOf(winterSurvey([5, 8], 20, []))).toEqual([
      "open 2027-12-13",
      "remind-1 2027-12-20",
      "remind-2 2027-12-21",
      "last-call 2027-12-30",
    ]);
  });

  test("whatever the break, no two steps come on one day, and none that waited comes on the eve of the last call", () => {
    const anyBreak = fc
      .record({ start: fc.integer({ min: 0, max: 40 }), length: fc.integer({ min: 3, max: 30 }) })
      .map(({ start, length }) => daysFrom(addDays("2027-12-13", start), length));
    const anyReminders = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(anyBreak, anyReminders, fc.integer({ min: 3, max: 90 }), (dates, reminders, closes) => {
        const of = winterSurvey(reminders, closes, dates);
        const [occurrence] = occurrencesIn(of, "retake-cim-survey", 2027);
        const days = occurrence?.waves.map(({ day }) => day) ?? [];
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.filter((day) => isQuiet(of.school, day))).toEqual([]);
        const inPlan = [...reminders].sort((one, other) => one - other);
        for (const { name, day } of occurrence?.waves ?? []) {
          const [, nth] = /^remind-(\d+)$/.exec(name) ?? [];
          if (nth !== undefined)
            expect(addDays(occurrence?.opens ?? "", inPlan[Number(nth) - 1] ?? 0) <= day).toBe(true);
        }
      }),
    );
  });
});

describe("the check", () => {
  const files = (dates: string) => ({
    ...BASELINE,
    "school.yaml": (BASELINE["school.yaml"] ?? "").replace(
      "usFederalHolidays: true",
      `usFederalHolidays: true, dates: [${dates}]`,
    ),
  });

  test("says which break makes one of several steps, at the line of the reminders", async () => {
    expect(await told(files("2027-04-05 to 2027-04-16"))).toEqual({
      faults: [],
      warnings: [
        "calendar.yaml:21: A reminder (2027-04-08) would come into quiet days together with the next: only the latest goes out, on 2027-04-19. Choose other days if that is too few.",
      ],
    });
  });

  test("is silent where each step keeps a day of its own", async () => {
    expect(await told(files("2027-04-05 to 2027-04-09"))).toEqual({ faults: [], warnings: [] });
  });
});
