import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findOccurrence, linkExpiresAt, occurrencesIn, occurrencesOf } from "#domain/calendar/occurrences.ts";
import { phaseMove, phaseOn, phasesOf } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import { addDays } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import { program, student } from "./program.fixture.ts";

const milestone = (id: string) => {
  const found = program.milestones.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no milestone ${id}`);
  return found;
};
const idFor = (id: string, change: Parameters<typeof student>[0]) =>
  occurrencesOf(program, milestone(id), student(change))[0]?.id;
const days = (id: string, year: number) =>
  occurrencesIn(program, id, year)[0]?.waves.map(({ name, day }) => `${name} ${day}`);

describe("a student who is off the usual path", () => {
  const spans = (change: Parameters<typeof student>[0]) =>
    phasesOf(program, student(change)).map(({ phase, begins }) => `${phase} ${begins}`);
  const repeats = { anchors: { matriculation: 2024, graduation: 2029 }, begins: { pce: "2026-10-01" } };

  test("is in each phase from the day that the roster gives, and the phases after it keep their distance", () => {
    expect(spans(repeats)).toEqual([
      "preclerkship 2024-08-01",
      "pce 2026-10-01",
      "post-pce 2027-10-01",
      "graduated 2029-05-31",
    ]);
    expect(spans({ ...repeats, begins: { pce: "2026-10-05" } })[2]).toBe("post-pce 2027-10-05");
    expect(spans({ ...repeats, begins: { pce: "2026-10-05", "post-pce": "2028-01-03" } })[2]).toBe(
      "post-pce 2028-01-03",
    );
    expect(spans({ ...repeats, begins: { "post-pce": "2026-12-01" } }).slice(1, 3)).toEqual([
      "pce 2025-10-01",
      "post-pce 2026-12-01",
    ]);
  });

  test("is asked what the wards have taught them once they were there", () => {
    expect(idFor("retake-cim-survey", { anchors: { matriculation: 2024, graduation: 2029 } })).toBe(
      "retake-cim-survey@2026",
    );
    expect(idFor("retake-cim-survey", repeats)).toBe("retake-cim-survey@2027");
    const phd = { track: "hst", anchors: { matriculation: 2022, graduation: 2030 }, begins: { pce: "2028-03-01" } };
    expect(idFor("retake-cim-survey", phd)).toBe("retake-cim-survey@2028");
    expect(idFor("road-to-residency-1", phd)).toBe("road-to-residency-1@2029");
  });

  test("is moved back where the roster says it later, on the day of that and not before", () => {
    const early = { ...student(repeats), phase: "pce" };
    expect(phaseMove(program, early, "2026-01-15")).toEqual({
      ...{ from: "pce", phase: "preclerkship" },
      at: "2026-01-15T14:00:00.000Z",
    });
  });
});

describe("which occurrence concerns a student", () => {
  test("the retake falls in the April of the student's PCE, on both tracks", () => {
    expect(idFor("retake-cim-survey", { anchors: { matriculation: 2025 } })).toBe("retake-cim-survey@2027");
    expect(idFor("retake-cim-survey", { anchors: { matriculation: 2025 }, track: "hst" })).toBe(
      "retake-cim-survey@2027",
    );
  });

  test("a fifth year moves the road to residency and Match Day, but not the PCE", () => {
    const fifth = { anchors: { matriculation: 2024, graduation: 2029 } };
    expect(idFor("retake-cim-survey", fifth)).toBe("retake-cim-survey@2026");
    expect(idFor("road-to-residency-1", fifth)).toBe("road-to-residency-1@2028");
    expect(idFor("match-day", fifth)).toBe("match-day@2029");
  });

  test("in one April the PCE class retakes the survey and the next class gets Road to Residency II", () => {
    expect(idFor("retake-cim-survey", { anchors: { matriculation: 2025, graduation: 2029 } })).toMatch(/@2027$/);
    expect(idFor("road-to-residency-2", { anchors: { matriculation: 2025, graduation: 2029 } })).toMatch(/@2028$/);
    expect(idFor("road-to-residency-2", { anchors: { matriculation: 2024, graduation: 2028 } })).toMatch(/@2027$/);
  });

  test("a date that the school sets belongs to the class that entered; none set, no occurrence", () => {
    expect(idFor("intro-cim-survey", { anchors: { matriculation: 2026 } })).toBe("intro-cim-survey@2026");
    expect(idFor("intro-cim-survey", { anchors: { matriculation: 2031 } })).toBeUndefined();
  });

  test("a dental student gets nothing that is addressed to other tracks", () => {
    expect(program.milestones.map(({ id }) => idFor(id, { track: "hsdm" }))).toEqual(
      program.milestones.map(() => undefined),
    );
  });

  test("an id that names no occurrence finds none", () => {
    expect(
      ["", "retake-cim-survey", "retake-cim-survey@27", "x@2027", "retake-cim-survey@2027@1"].map((id) =>
        findOccurrence(program, id),
      ),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe("the waves of an occurrence", () => {
  test("April 2027: 1, 8, 15, 22 and 28", () => {
    expect(days("retake-cim-survey", 2027)).toEqual([
      "open 2027-04-01",
      "remind-1 2027-04-08",
      "remind-2 2027-04-15",
      "remind-3 2027-04-22",
      "last-call 2027-04-28",
    ]);
  });

  test("April 2028, which opens on a Saturday: 3, 10, 17, 24 and 27", () => {
    expect(days("retake-cim-survey", 2028)?.map((wave) => wave.slice(-2))).toEqual(["03", "10", "17", "24", "27"]);
  });

  test("the introduction closes on the thirtieth day after opening", () => {
    expect(occurrencesIn(program, "intro-cim-survey", 2026)[0]?.closes).toBe("2026-11-18");
    expect(days("intro-cim-survey", 2026)?.at(-1)).toBe("last-call 2026-11-16");
  });

  test("Match Day keeps its day, and informs once", () => {
    expect(days("match-day", 2028)).toEqual(["open 2028-03-17"]);
    expect(days("match-day", 2029)).toEqual(["open 2029-03-16"]);
  });

  test("Match Day keeps its day even when the school is closed on it", () => {
    const closed = { ...program.school, quietDays: { ...program.school.quietDays, dates: ["2028-03-17"] } };
    const onClosedDay: Program = { ...program, school: closed };
    expect(occurrencesIn(onClosedDay, "match-day", 2028)[0]?.opens).toBe("2028-03-17");
  });

  test("Road to Residency I of 2028 goes out on Tuesday the 18th", () => {
    expect(days("road-to-residency-1", 2028)).toEqual(["open 2028-01-18"]);
  });

  test("a reminder that would fall on the last call or later is left out", () => {
    const asks = milestone("retake-cim-survey");
    const short: Program = {
      ...program,
      milestones: [{ ...asks, ask: asks.ask && { ...asks.ask, closes: { daysAfterOpening: 16 } } }],
    };
    expect(occurrencesIn(short, "retake-cim-survey", 2027)[0]?.waves.map(({ day }) => day)).toEqual([
      "2027-04-01",
      "2027-04-08",
      "2027-04-15",
    ]);
  });

  test("in any year: in order, one a day, never on a quiet day, none after the close", () => {
    const ids = fc.constantFrom("retake-cim-survey", "road-to-residency-1", "applying-with-eras", "cim-access-code");
    fc.assert(
      fc.property(ids, fc.integer({ min: 2022, max: 2060 }), (id, year) => {
        const [occurrence] = occurrencesIn(program, id, year);
        const waves = occurrence?.waves.map(({ day }) => day) ?? [];
        expect(waves).toEqual([...new Set(waves)].sort());
        expect(waves.some((day) => isQuiet(program.school, day))).toBe(false);
        if (occurrence?.closes) expect((waves.at(-1) ?? "") < occurrence.closes).toBe(true);
      }),
    );
  });

  test("links answer for ninety days after the close", () => {
    const [occurrence] = occurrencesIn(program, "retake-cim-survey", 2027);
    expect(occurrence && linkExpiresAt(program, occurrence)).toBe("2027-07-29T13:00:00.000Z");
  });
});

describe("phases", () => {
  test("Pathways: PCE for twelve months from October 1 of the year after matriculation", () => {
    expect(phasesOf(program, student()).map(({ phase, begins }) => `${phase} ${begins}`)).toEqual([
      "preclerkship 2025-08-01",
      "pce 2026-10-01",
      "post-pce 2027-10-01",
      "graduated 2029-05-31",
    ]);
  });

  test("HST: PCE for twelve months from March 1 of the second year after matriculation", () => {
    expect(phasesOf(program, student({ track: "hst" })).map(({ begins }) => begins)).toEqual([
      "2025-08-01",
      "2027-03-01",
      "2028-03-01",
      "2029-05-31",
    ]);
  });

  test("nobody is in a phase before matriculation", () => {
    expect(phaseOn(program, student(), "2025-07-31")).toBeUndefined();
  });

  test("a move that was missed for weeks is still due, at its planned instant", () => {
    expect(phaseMove(program, { ...student(), phase: "preclerkship" }, "2026-11-20")).toEqual({
      from: "preclerkship",
      phase: "pce",
      at: "2026-10-01T13:00:00.000Z",
    });
  });

  test("who is there already, or on leave, does not move", () => {
    expect(phaseMove(program, { ...student(), phase: "pce" }, "2026-11-20")).toBeUndefined();
    expect(
      phaseMove(program, { ...student({ status: "leave" }), phase: "preclerkship" }, "2026-11-20"),
    ).toBeUndefined();
  });

  test("phases only go forward in time", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("pathways", "hst"),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 3600 }),
        (track, years, after) => {
          const one = student({ track, anchors: { graduation: 2025 + years } });
          const order = phasesOf(program, one).map(({ phase }) => phase);
          const at = (date: string) => order.indexOf(phaseOn(program, one, date) ?? "");
          const date = addDays("2025-01-01", after);
          expect(at(addDays(date, 1))).toBeGreaterThanOrEqual(at(date));
        },
      ),
    );
  });
});
