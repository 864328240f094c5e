import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { findOccurrence, occurrencesFor, occurrencesOpenIn } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { When } from "#domain/calendar/when.ts";
import type { OfClass } from "#domain/people/enrollment.ts";
import { addDays } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { deployedOccurrences, type ProgramByOccurrence } from "../../../functions/start/deployed-program.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const read = await readRules("program/hms", 2026);
if (!read.ok) throw new Error("The default program cannot be read.");
const { milestones } = read.program;
const onItsSession: When = { type: "session", daysBefore: 14 };
const spare = milestones.filter(({ when }) => when.type === "window" && !when.thenAsks).slice(0, 1);
// The default program has no milestone that hangs on its session: a school may.
const program: Program = {
  ...read.program,
  milestones: [...milestones, ...spare.map((one) => ({ ...one, id: "on-its-session", when: onItsSession }))],
};

describe("a page that reads one milestone of the default program at a time", () => {
  let deployed: ProgramByOccurrence;
  beforeAll(() => {
    const file = pathToFileURL(join(temporaryFolder(), "program.json"));
    writeFileSync(file, JSON.stringify(program));
    deployed = deployedOccurrences(file);
  });
  const expectSame = (id: string): void => {
    const whole = findOccurrence(program, id);
    expect(deployed.occurrenceOf(id)).toEqual(whole);
  };

  test("finds each class's occurrences of every way to say when, those of Match Week and national dates too", () => {
    const years = Array.from({ length: 12 }, (_, nth) => 2024 + nth);
    const all = program.milestones.flatMap(({ id }) => years.flatMap((year) => occurrencesOpenIn(program, id, year)));
    const names = [...new Set(all.map(({ id }) => id))];
    expect(names.length).toBeGreaterThan(200);
    for (const name of names) {
      expect(deployed.occurrenceOf(name)?.id).toBe(name);
      expectSame(name);
    }
    const ways = new Set(program.milestones.map(({ when }) => when.type));
    const expected: When["type"][] = ["yearly", "dates", "phase", "from-phase", "from-leave", "window", "session"];
    expect([...ways].toSorted()).toEqual(expected.toSorted());
  });

  test("finds none of what has no day but its sessions or its window, as the whole program does", () => {
    const dayless = program.milestones.filter(({ when }) =>
      when.type === "window" ? !when.thenAsks : when.type === "session",
    );
    for (const { id } of dayless)
      for (const on of ["2027", "2027-28", "2027-02-10"]) expect(deployed.occurrenceOf(`${id}@${on}`)).toBeUndefined();
  });

  const anyDay = fc.nat({ max: 2000 }).map((days) => addDays("2025-08-01", days));
  const anyStudent: fc.Arbitrary<OfClass> = fc
    .record({
      track: fc.constantFrom(...program.tracks.map(({ id }) => id)),
      matriculation: fc.integer({ min: 2020, max: 2030 }),
      years: fc.integer({ min: 3, max: 8 }),
      leave: fc.option(fc.tuple(anyDay, fc.nat({ max: 500 }))),
      pce: fc.option(anyDay),
    })
    .map(({ track, matriculation, years, leave, pce }) => ({
      ...{ track, anchors: { matriculation, graduation: matriculation + years } },
      ...(leave && { leaveFrom: leave[0], leaveUntil: addDays(...leave) }),
      ...(pce && { begins: { pce } }),
    }));

  test("finds the occurrence of a student's link, also of who is off the usual path or was on leave", () => {
    fc.assert(
      fc.property(anyStudent, (student) => {
        for (const { id } of occurrencesFor(program, student)) {
          expect(findOccurrence(program, id)).toBeDefined();
          expectSame(id);
        }
      }),
    );
  });
});
