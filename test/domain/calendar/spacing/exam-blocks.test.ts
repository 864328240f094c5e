import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import { phaseOn } from "#domain/calendar/phases.ts";
import { Program } from "#domain/calendar/program.ts";
import { explain } from "#domain/forecast/explain/explain.ts";
import { preview } from "#domain/forecast/preview.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays, datesBetween } from "#domain/time/dates.ts";
import { program as fixture, student } from "../program.fixture.ts";

const withExams = (...examBlocks: object[]): Program =>
  Program.parse({ ...fixture, school: { ...fixture.school, examBlocks } });

const CLASS = { track: "pathways", anchors: { matriculation: 2025, graduation: 2029 } };

const surveyOf = (program: Program, of = CLASS): Occurrence | undefined =>
  occurrencesFor(program, of).find(({ milestone }) => milestone.id === "retake-cim-survey");

const daysOf = (program: Program, of = CLASS): string[] =>
  (surveyOf(program, of)?.waves ?? []).map(({ name, day }) => `${name} ${day.slice(5)}`);

const USUAL = ["open 04-01", "remind-1 04-08", "remind-2 04-15", "remind-3 04-22", "last-call 04-28"];
const LATE_APRIL = { from: { month: 4, day: 14 }, to: { month: 4, day: 20 } };

describe("exams in the middle of a ladder", () => {
  test("move its steps to the first working day after them, of those alone who are in them", () => {
    const moved = ["open 04-01", "remind-1 04-08", "remind-2 04-21", "remind-3 04-22", "last-call 04-28"];
    expect(daysOf(withExams({ title: "Exams", yearly: LATE_APRIL, tracks: ["pathways"], phases: ["pce"] }))).toEqual(
      moved,
    );
    expect(daysOf(withExams({ title: "Exams", yearly: LATE_APRIL }))).toEqual(moved);
    expect(daysOf(withExams({ title: "Exams", yearly: LATE_APRIL, tracks: ["hst"] }))).toEqual(USUAL);
    expect(daysOf(withExams({ title: "Exams", yearly: LATE_APRIL, phases: ["post-pce"] }))).toEqual(USUAL);
  });

  test("bring the last call forward, and leave the opening where it is", () => {
    const dates = ["2027-04-01", "2027-04-27", "2027-04-28", "2027-04-29", "2027-04-30"];
    expect(daysOf(withExams({ title: "Exams", dates }))).toEqual([
      ...["open 04-01", "remind-1 04-08", "remind-2 04-15", "remind-3 04-22", "last-call 04-23"],
    ]);
  });

  const askedOf = (program: Program) => {
    const { cimAccessCode: _, ...known } = student();
    const who: Student = { ...known, program: "hms", person: "Aa1111", joinedOn: "2025-08-01" };
    const outlook = preview(program, [who], { from: "2027-01-01", to: "2027-12-31" }, []);
    const milestone = surveyOf(program)?.milestone;
    if (milestone === undefined) throw new Error("no survey");
    const asking = { program, milestone, known: [{ on: "2027-01-01", student: who }] as const, outlook };
    const { verdict, because } = explain({ ...asking, wave: "remind-2", on: "2027-04-01" });
    return { verdict, facts: because.map(({ fact }) => fact) };
  };

  test("are named where somebody asks why a reminder is late", () => {
    const { verdict, facts } = askedOf(withExams({ title: "Shelf exams", yearly: LATE_APRIL, phases: ["pce"] }));
    expect(verdict).toBe("will be sent");
    expect(facts).toContain(
      "Ada Example is in Shelf exams around Thursday, April 15, 2027, so it goes out on Wednesday, April 21, 2027",
    );
  });

  test("are said to leave no step where they do, and else to have another in its place", () => {
    const until = (to: string) =>
      askedOf(withExams({ title: "Shelf exams", dates: datesBetween("2027-04-05", to) })).facts.join();
    const around = "Ada Example is in Shelf exams around Thursday, April 15, 2027";
    expect(until("2027-04-29")).toContain(`${around}, no step is left outside Shelf exams`);
    expect(until("2027-04-22")).toContain(`${around}, another step goes out in its place`);
  });
});

test("whatever the exams, steps keep their order, one a day, and none comes on a day of its student's exams", () => {
  const anyBlock = fc.record({
    from: fc.integer({ min: 0, max: 60 }),
    days: fc.integer({ min: 0, max: 20 }),
    phases: fc.option(fc.constantFrom(["pce"], ["preclerkship", "post-pce"]), { nil: undefined }),
    tracks: fc.option(fc.constantFrom(["pathways"], ["hst"]), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      fc.array(anyBlock, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("pathways", "hst"),
      (blocks, track) => {
        const examBlocks = blocks.map(({ from, days, phases, tracks }) => ({
          title: "Exams",
          dates: datesBetween(addDays("2027-03-20", from), addDays("2027-03-20", from + days)),
          ...(phases && { phases }),
          ...(tracks && { tracks }),
        }));
        const program = withExams(...examBlocks);
        const of = { ...CLASS, track };
        const [, ...steps] = surveyOf(program, of)?.waves ?? [];
        const days = steps.map(({ day }) => day);
        expect(days).toEqual([...new Set(days)].toSorted());
        const usual = (surveyOf(fixture, of)?.waves ?? []).map(({ name }) => name);
        expect(usual).toEqual(expect.arrayContaining(steps.map(({ name }) => name)));
        for (const day of days) {
          const phase = phaseOn(program, of, day) ?? "";
          const theirs = examBlocks.filter(
            (block) =>
              block.dates.includes(day) &&
              (block.phases ?? [phase]).some((one) => one === phase) &&
              (block.tracks ?? [track]).some((one) => one === track),
          );
          expect(theirs).toEqual([]);
        }
      },
    ),
    { numRuns: 300 },
  );
});
