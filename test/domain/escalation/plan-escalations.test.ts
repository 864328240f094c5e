import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Program } from "#domain/calendar/program.ts";
import { examBlocksOn } from "#domain/calendar/spacing/exam-blocks.ts";
import { type EscalationDay, escalationsFor, occurrencesToEscalate } from "#domain/escalation/escalation-day.ts";
import { type AdvisedStudent, planEscalations } from "#domain/escalation/plan-escalations.ts";
import { preview } from "#domain/forecast/preview.ts";
import { walk } from "#domain/forecast/walk.ts";
import { Part } from "#domain/parts/part.ts";
import type { TaskState } from "#domain/parts/task-states.ts";
import { addDays, datesBetween } from "#domain/time/dates.ts";
import { isQuiet } from "#domain/time/quiet-days.ts";
import { program as plain, student } from "../calendar/program.fixture.ts";

const OCCURRENCE = "retake-cim-survey@2027";

const escalating = (escalates: object, school: object = {}): Program =>
  Program.parse({
    ...plain,
    school: { ...plain.school, ...school },
    milestones: plain.milestones.map((one) => (one.id === "retake-cim-survey" ? { ...one, escalates } : one)),
  });

const program = escalating({ to: "society-advisor", afterReminder: 3 });

const advised = (change: Partial<AdvisedStudent> = {}): AdvisedStudent => ({
  ...student({ societyAdvisorEmail: "advisor@example.edu" }),
  ...{ person: "p1", program: "hms", joinedOn: "2026-08-01" },
  ...change,
});

const partOf = (state: TaskState, person = "p1"): Part =>
  Part.parse({
    ...{ occurrence: OCCURRENCE, milestone: "retake-cim-survey", student: person, cohort: "pathways-2029" },
    ...{ task: { type: "answer", state, at: "2027-04-01T13:00:00.000Z", evidence: {} }, revision: 0, mails: {} },
  });

const dueOf = (of: Program, one = advised()): EscalationDay | undefined =>
  escalationsFor(of, one).find(({ occurrence }) => occurrence.id === OCCURRENCE);

const examining = (from: string, to: string, more: object = {}): Program =>
  escalating(
    { to: "society-advisor", afterReminder: 3 },
    { examBlocks: [{ title: "Exams", dates: datesBetween(from, to), ...more }] },
  );

interface Morning {
  student?: AdvisedStudent;
  state?: TaskState;
  today?: string;
  told?: string[];
  paused?: string[];
  of?: Program;
}

const toldOn = ({ student: one = advised(), state = "due", today = "2027-04-23", ...more }: Morning) =>
  planEscalations({
    program: more.of ?? program,
    students: [one],
    parts: new Map([[`${OCCURRENCE}/p1`, partOf(state)]]),
    told: new Set(more.told),
    paused: new Set(more.paused),
    ...{ today, startedOn: "2026-08-01" },
  }).map(({ to }) => to ?? "nobody");

describe("a student who is behind is told of", () => {
  test("on the first working day after the reminder, or on one of the fourteen days since", () => {
    const dayOf = (of: Program) => dueOf(of)?.day;
    expect(dayOf(program)).toBe("2027-04-23");
    expect(dayOf(escalating({ to: "society-advisor", afterReminder: 1 }))).toBe("2027-04-09");
    expect(toldOn({ today: "2027-04-22" })).toEqual([]);
    expect(toldOn({})).toEqual(["advisor@example.edu"]);
    expect(toldOn({ today: "2027-04-24" })).toEqual([]);
    expect(toldOn({ today: "2027-05-07" })).toEqual(["advisor@example.edu"]);
    expect(toldOn({ today: "2027-05-10" })).toEqual([]);
  });

  test("once, and not when they have answered, or were let off", () => {
    expect(toldOn({ told: [`${OCCURRENCE}/p1`] })).toEqual([]);
    expect(toldOn({ state: "attested" })).toEqual([]);
    expect(toldOn({ state: "waived" })).toEqual([]);
  });

  test("while they are here and not held, and not where they came after it", () => {
    const held = { reason: "double", since: "2027-04-20T13:00:00.000Z", evidence: "double:p2", says: "?" } as const;
    expect(toldOn({ student: advised({ held }) })).toEqual([]);
    expect(toldOn({ student: advised({ status: "leave" }) })).toEqual([]);
    expect(toldOn({ student: advised({ joinedOn: "2027-04-23" }) })).toEqual([]);
    expect(toldOn({ student: advised({ backOn: "2027-04-26" }), today: "2027-04-27" })).toEqual([]);
    expect(toldOn({ student: advised({ anchors: { matriculation: 2024, graduation: 2028 } }) })).toEqual([]);
  });

  test("once the reminder before it is paused no more", () => {
    expect(toldOn({ paused: [`${OCCURRENCE}/remind-3`] })).toEqual([]);
    expect(toldOn({ paused: [`${OCCURRENCE}/remind-2`] })).toEqual(["advisor@example.edu"]);
  });

  test("to the holder of a role, or to nobody where nobody is known", () => {
    const roles = { "dean-for-students": { title: "Dean", email: "dean@example.edu" } };
    const of = escalating({ to: "dean-for-students", afterReminder: 2 }, { roles });
    expect(toldOn({ of, today: "2027-04-16" })).toEqual(["dean@example.edu"]);
    expect(toldOn({ student: advised({ societyAdvisorEmail: undefined }) })).toEqual(["nobody"]);
  });
});

describe("exams put an escalation off", () => {
  test("for as long as they last, and its occurrence is looked at until then", () => {
    const of = examining("2027-04-12", "2027-05-21", { tracks: ["pathways"] });
    expect(dueOf(of)).toMatchObject({ step: "last-call", day: "2027-05-24" });
    expect(dueOf(of, advised({ track: "hst" }))).toMatchObject({ step: "remind-3", day: "2027-04-23" });
    expect(toldOn({ of })).toEqual([]);
    expect(toldOn({ of, today: "2027-05-24" })).toEqual(["advisor@example.edu"]);
    const both = [advised(), advised({ track: "hst" })];
    const ids = (today: string) => occurrencesToEscalate(of, both, today).map(({ id }) => id);
    expect(ids("2027-04-22")).not.toContain(OCCURRENCE);
    for (const day of ["2027-04-23", "2027-05-24", "2027-06-07"]) expect(ids(day)).toContain(OCCURRENCE);
    expect(ids("2027-07-05")).not.toContain(OCCURRENCE);
  });

  test("until after the last of them, where they end with the reminder or begin after it", () => {
    expect(dueOf(examining("2027-04-20", "2027-04-22"))?.day).toBe("2027-04-26");
    expect(dueOf(examining("2027-04-23", "2027-05-07"))).toMatchObject({ step: "last-call", day: "2027-05-10" });
  });

  test("for good where they leave no day to a reminder or a later step", () => {
    const of = examining("2027-04-05", "2027-04-29");
    expect(dueOf(of)).toBeUndefined();
    expect(toldOn({ of })).toEqual([]);
    expect(toldOn({ of, today: "2027-04-30" })).toEqual([]);
  });

  test("also when it is late and other exams have begun", () => {
    const of = examining("2027-04-26", "2027-04-27");
    expect(toldOn({ of, today: "2027-04-26" })).toEqual([]);
    expect(toldOn({ of, today: "2027-04-28" })).toEqual(["advisor@example.edu"]);
  });
});

test("an occurrence of a day of somebody's own is found, and that of nobody's is not", () => {
  const usual = [{ month: 10, day: 1 }];
  const of = escalating({ to: "society-advisor", afterReminder: 3 });
  const own = Program.parse({
    ...of,
    milestones: of.milestones.map((one) =>
      one.escalates === undefined ? one : { ...one, when: { type: "from-phase", phase: "pce", days: 5, usual } },
    ),
  });
  const student = advised({ begins: { pce: "2027-02-10" } });
  const ids = (today: string) => occurrencesToEscalate(own, [student], today).map(({ id }) => id);
  expect(ids("2027-03-10")).toEqual(["retake-cim-survey@2027-02-15"]);
  expect(ids("2027-02-15")).toEqual([]);
  expect(occurrencesToEscalate(own, [advised()], "2027-03-10")).toEqual([]);
});

test("the calendar and a life lived day by day tell of the same students, each once, on no quiet day or exam", () => {
  const anyStudent = fc.record({
    answeredAfter: fc.option(fc.integer({ min: 0, max: 60 * 24 })),
    hasAdvisor: fc.boolean(),
    entered: fc.constantFrom(2024, 2025, 2026),
    track: fc.constantFrom("pathways", "hst"),
  });
  const anyBlock = fc.record({
    begins: fc.integer({ min: 0, max: 60 }),
    days: fc.integer({ min: 0, max: 45 }),
    phases: fc.option(fc.constantFrom(["pce"], ["preclerkship", "post-pce"]), { nil: undefined }),
    tracks: fc.option(fc.constantFrom(["pathways"], ["hst"]), { nil: undefined }),
  });
  const blocks = fc.array(anyBlock, { maxLength: 2 });
  const begins = fc.constantFrom("2027-03-01", "2027-04-08", "2027-04-23", "2027-04-24");
  const after = fc.integer({ min: 1, max: 3 });
  fc.assert(
    fc.property(
      fc.array(anyStudent, { minLength: 1, maxLength: 6 }),
      begins,
      after,
      blocks,
      (all, from, afterReminder, exams) => {
        const examBlocks = exams.map(({ begins, days, phases, tracks }) => ({
          ...{ title: "Exams", ...(phases && { phases }), ...(tracks && { tracks }) },
          dates: datesBetween(addDays("2027-03-20", begins), addDays("2027-03-20", begins + days)),
        }));
        const school = examBlocks.length === 0 ? {} : { examBlocks };
        const of = escalating({ to: "society-advisor", afterReminder }, school);
        const span = { from, to: addDays(from, 90) };
        const students = all.map(({ entered, hasAdvisor, track }, nth) => ({
          ...student({ schoolId: `S${nth}`, track, anchors: { matriculation: entered, graduation: entered + 4 } }),
          ...{ societyAdvisorEmail: hasAdvisor ? `a${nth}@example.edu` : undefined },
          ...{ person: `p${nth}`, program: "hms", joinedOn: from },
        }));
        const answers = all
          .flatMap(({ answeredAfter }, nth) => {
            if (answeredAfter === null) return [];
            const at = new Date(Date.parse("2027-04-01T13:00:00Z") + answeredAfter * 3_600_000).toISOString();
            return [{ studentId: `S${nth}`, milestone: "retake-cim-survey", at }];
          })
          .toSorted((one, other) => (one.at < other.at ? -1 : 1));
        const { usable, ...lived } = walk({ program: of, span, arrivals: [{ on: from, students }], answers });
        const { escalations } = preview(of, students, span, usable);
        expect(lived.escalations).toEqual(escalations);
        const names = escalations.map(({ studentId, occurrence }) => `${studentId}/${occurrence}`);
        expect(new Set(names).size).toBe(names.length);
        for (const { at, studentId, occurrence } of escalations) {
          const day = at.slice(0, 10);
          const who = students.find(({ schoolId }) => schoolId === studentId) ?? expect.fail();
          expect(isQuiet(of.school, day)).toBe(false);
          expect(examBlocksOn(of, who, day)).toEqual([]);
          expect(occurrencesToEscalate(of, students, day).map(({ id }) => id)).toContain(occurrence);
          const waves = dueOf(of, { ...advised(), ...who })?.occurrence.waves ?? [];
          const steps = waves.filter((wave) => wave.day < day).map(({ name }) => name);
          expect(steps.some((step) => step === "last-call" || step >= `remind-${afterReminder}`)).toBe(true);
          expect(usable.some((one) => one.studentId === studentId && one.at <= at)).toBe(false);
        }
      },
    ),
    { numRuns: 60 },
  );
});
