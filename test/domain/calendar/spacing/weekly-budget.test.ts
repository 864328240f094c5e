import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import type { Wave } from "#domain/calendar/waves.ts";
import { kindOf } from "#domain/people/mail-kinds.ts";
import { addDays, weekdayOf } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import { DEFAULT_PROGRAM } from "../../../../cli/places.ts";
import { loadProgram } from "../../../../cli/read-inputs.ts";
import { program as fixture } from "../program.fixture.ts";

const hms = await loadProgram(DEFAULT_PROGRAM, "rules", () => undefined);

/** Things of one class in the week from Saturday, March 6 to Friday, March 12, 2027, each on its day of that week. */
const inOneWeek = (things: Record<string, { day: number; mail?: string; exact?: boolean }>): Program => {
  const told = fixture.milestones.find(({ ask }) => ask === undefined);
  const milestones = Object.entries(things).map(([id, { day, mail = "calendar", exact = false }]) => ({
    ...{ ...told, id, mail, exact, audience: { tracks: ["pathways"] } },
    when: { type: "yearly", anchor: "graduation", year: -2, on: { month: 3, day } },
  }));
  return Program.parse({
    ...fixture,
    milestones,
    school: { ...fixture.school, weeklyMails: { atMost: 2, digest: 5 } },
  });
};

const CLASS = { track: "pathways", anchors: { matriculation: 2025, graduation: 2029 } };

const daysIn = (program: Program): Record<string, string> =>
  Object.fromEntries(
    occurrencesFor(program, CLASS).flatMap(({ milestone, waves }) =>
      waves.map(({ day, waitsFrom }) => [milestone.id, waitsFrom === undefined ? day : `${waitsFrom}, ${day}`]),
    ),
  );

describe("a week with more mails than its budget has", () => {
  test("keeps the first two on their days, and the others wait for Friday's digest", () => {
    const program = inOneWeek({ a: { day: 8 }, b: { day: 9 }, c: { day: 10 }, d: { day: 11 } });
    expect(daysIn(program)).toEqual({
      a: "2027-03-08",
      b: "2027-03-09",
      c: "2027-03-10, 2027-03-12",
      d: "2027-03-11, 2027-03-12",
    });
  });

  test("does not count what is essential, and lets nothing wait that has to come on its day", () => {
    const program = inOneWeek({
      essential: { day: 8, mail: "essential" },
      match: { day: 9, mail: "match" },
      exact: { day: 10, exact: true },
      other: { day: 8 },
    });
    expect(daysIn(program)).toEqual({
      ...{ essential: "2027-03-08", match: "2027-03-09", exact: "2027-03-10" },
      other: "2027-03-08, 2027-03-12",
    });
  });

  test("ends with the working day before a quiet Friday", () => {
    const program = inOneWeek({ a: { day: 8 }, b: { day: 9 }, c: { day: 10 } });
    const quietDays = { ...program.school.quietDays, dates: ["2027-03-12"] };
    const early = { ...program, school: { ...program.school, quietDays } };
    expect(daysIn(early)).toMatchObject({ c: "2027-03-10, 2027-03-11" });
  });

  test("leaves everything on its day where all of it is quiet from then on", () => {
    const program = inOneWeek({ a: { day: 8, exact: true }, b: { day: 9, exact: true }, c: { day: 10, exact: true } });
    const dates = ["08", "09", "10", "11", "12"].map((day) => `2027-03-${day}`);
    const silent = { ...program, school: { ...program.school, quietDays: { ...program.school.quietDays, dates } } };
    expect(daysIn(silent)).toEqual({ a: "2027-03-08", b: "2027-03-09", c: "2027-03-10" });
  });
});

const anyClass = fc.record({
  track: fc.constantFrom("pathways", "hst", "hsdm"),
  anchors: fc.record({ matriculation: fc.integer({ min: 2023, max: 2032 }), years: fc.integer({ min: 4, max: 6 }) }),
});
const anyBudget = fc.record({ atMost: fc.nat({ max: 3 }), digest: fc.integer({ min: 1, max: 5 }) });

const withBudget = (weeklyMails: Program["school"]["weeklyMails"]): Program => {
  const { weeklyMails: _, ...school } = hms.school;
  return { ...hms, school: weeklyMails === undefined ? school : { ...school, weeklyMails } };
};

type Named = { occurrence: Occurrence; wave: Wave };

const wavesIn = (occurrences: readonly Occurrence[]): Named[] =>
  occurrences.flatMap((occurrence) => occurrence.waves.map((wave) => ({ occurrence, wave })));

const nameOf = ({ occurrence, wave }: Named): string => `${occurrence.id} ${wave.name}`;

const weekOf = (day: string, digest: number): string => addDays(day, (digest - weekdayOf(day) + 7) % 7);

const given = (of: typeof anyClass extends fc.Arbitrary<infer Of> ? Of : never) => {
  const { matriculation, years } = of.anchors;
  return { track: of.track, anchors: { matriculation, graduation: matriculation + years } };
};

describe("of the whole program, whatever the budget", () => {
  test("nothing is lost: each mail stays on its day, or waits until a working day of its own week", () => {
    const uncapped = withBudget(undefined);
    fc.assert(
      fc.property(anyClass, anyBudget, (student, budget) => {
        const program = withBudget(budget);
        const before = wavesIn(occurrencesFor(uncapped, given(student)));
        const after = wavesIn(occurrencesFor(program, given(student)));
        expect(after.map(nameOf)).toEqual(before.map(nameOf));
        for (const [nth, { occurrence, wave }] of after.entries()) {
          const { waitsFrom, day } = wave;
          expect(waitsFrom ?? day).toBe(before[nth]?.wave.day);
          if (waitsFrom === undefined) continue;
          expect(weekOf(day, budget.digest)).toBe(weekOf(waitsFrom, budget.digest));
          expect([isQuiet(program.school, day), day >= waitsFrom, day < (occurrence.closes ?? "9999")]).toEqual([
            ...[false, true, true],
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("steps of a ladder keep their order and never come two on a day", () => {
    fc.assert(
      fc.property(anyClass, anyBudget, (student, budget) => {
        for (const { waves } of occurrencesFor(withBudget(budget), given(student))) {
          const days = waves.map(({ day }) => day);
          expect(days).toEqual([...new Set(days)].toSorted());
        }
      }),
      { numRuns: 200 },
    );
  });

  test("no week has more mails that could wait on their own days than the budget says, and one digest", () => {
    fc.assert(
      fc.property(anyClass, anyBudget, (student, budget) => {
        const program = withBudget(budget);
        const all = wavesIn(occurrencesFor(program, given(student)));
        for (const [week, those] of Map.groupBy(all, ({ wave }) => weekOf(wave.day, budget.digest))) {
          const waiting = those.filter(({ wave }) => wave.waitsFrom !== undefined);
          expect(new Set(waiting.map(({ wave }) => wave.at)).size).toBeLessThanOrEqual(1);
          const own = those.filter(
            ({ occurrence: { milestone, waves, closes = "9999" }, wave }) =>
              wave.waitsFrom === undefined &&
              kindOf(milestone, wave.name) !== "essential" &&
              !["match", "residency"].includes(milestone.mail) &&
              !milestone.exact &&
              wave.name !== "last-call" &&
              closes > week &&
              waves.every(({ day }) => day <= wave.day || day > week),
          );
          expect(own.length).toBeLessThanOrEqual(budget.atMost);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const SEVEN = [
  ...["cim-access-code", "intro-cim-survey", "retake-cim-survey", "road-to-residency-1", "road-to-residency-2"],
  ...["applying-with-eras", "match-day"],
];

test("the seven oldest milestones of the program that comes with matchward stay where they are to the minute", () => {
  for (const track of ["pathways", "hst"])
    for (let matriculation = 2022; matriculation <= 2034; matriculation += 1)
      for (const years of [4, 5]) {
        const student = { track, anchors: { matriculation, graduation: matriculation + years } };
        const their = (program: Program) =>
          wavesIn(occurrencesFor(program, student))
            .filter(({ occurrence }) => SEVEN.includes(occurrence.milestone.id))
            .map((one) => `${nameOf(one)} ${one.wave.at}`);
        expect(their(hms)).toEqual(their(withBudget(undefined)));
      }
});
