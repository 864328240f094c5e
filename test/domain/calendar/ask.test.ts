import { describe, expect, test } from "vitest";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { occurrencesIn } from "#domain/calendar/occurrences.ts";
import { answerAskOf, Program } from "#domain/calendar/program.ts";
import { claiming } from "#domain/parts/part-changes.ts";
import { firstStateOf, TASK_TYPES } from "#domain/parts/task-states.ts";
import { program, student } from "./program.fixture.ts";

const ID = "retake-cim-survey";
const [survey] = program.milestones.filter(({ id }) => id === ID);

/** The program of the fixture whose survey asks that instead, as its compiled form has it. */
const asking = (type: string): Program => {
  const { ask } = survey ?? {};
  return Program.parse({ ...program, milestones: [{ ...survey, ask: { ...ask, type } }] });
};

describe.each(TASK_TYPES)("a milestone that asks to %s", (type) => {
  const [occurrence] = occurrencesIn(asking(type), ID, 2027);

  test("is opened, reminded of and closed on the same days as any other", () => {
    const [usual] = occurrencesIn(program, ID, 2027);
    expect(occurrence?.waves).toEqual(usual?.waves);
    expect(occurrence?.closes).toBe(usual?.closes);
  });

  test("begins a task of that type with its first mail", () => {
    if (occurrence === undefined) throw new Error("no occurrence");
    const mail = { plannedAt: "2027-04-01T13:00:00.000Z", at: "2027-04-01T13:00:04.000Z" };
    const { part } = claiming(partOf({ ...student(), person: "k1" }, occurrence), "open", mail)(undefined);
    expect(part?.task).toEqual({ type, state: firstStateOf(type), at: mail.at, evidence: {} });
  });

  test("has a question on its page exactly where it asks for an answer", () => {
    const [milestone] = asking(type).milestones;
    expect(milestone && answerAskOf(milestone)?.question).toBe(
      type === "answer" ? "Which have you finished?" : undefined,
    );
  });
});

test("a compiled program says of every ask what it is", () => {
  const { type: _, ...ask } = survey?.ask ?? {};
  expect(Program.safeParse({ ...program, milestones: [{ ...survey, ask }] }).success).toBe(false);
});
