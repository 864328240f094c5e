import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { SurveyCompleted } from "#events/parts/survey-completed.ts";
import type { SurveyReopened } from "#events/parts/survey-reopened.ts";
import { tallyProgress } from "../../../functions/tally-progress/tally-progress.ts";

const OCCURRENCE = "retake-cim-survey@2027";

/** The nth news of one student's task: odd revisions complete it, even ones take that back. */
const news = (student: string, revision: number): SurveyCompleted | SurveyReopened => {
  const data = { student, cohort: "pathways-2029", milestone: "retake-cim-survey", occurrence: OCCURRENCE, revision };
  const fact = { version: 1 as const, id: `${student}/${revision}`, occurredAt: "2027-04-06T22:41:09.000Z" };
  return revision % 2 === 1
    ? { type: "survey.completed", ...fact, data: { ...data, answer: "survey" } }
    : { type: "survey.reopened", ...fact, data };
};

const tallyAfter = async (all: (SurveyCompleted | SurveyReopened)[]): Promise<number> => {
  const { tallies } = memoryRecords();
  for (const one of all) await tallyProgress({ tallies }, one);
  return (await tallies.ofCohort("pathways-2029"))[OCCURRENCE] ?? 0;
};

describe("tallying progress", () => {
  test("counts a completion, and counts it back when it is taken back", async () => {
    expect(await tallyAfter([news("key-1", 1), news("key-2", 1)])).toBe(2);
    expect(await tallyAfter([news("key-1", 1), news("key-2", 1), news("key-1", 2)])).toBe(1);
  });

  test("comes to the same whatever is told twice, late or out of order", async () => {
    const told = [news("key-1", 1), news("key-1", 2), news("key-1", 3), news("key-2", 1), news("key-2", 2)];
    const orders = fc.tuple(fc.shuffledSubarray(told, { minLength: told.length }), fc.array(fc.constantFrom(...told)));
    await fc.assert(
      fc.asyncProperty(orders, async ([order, repeats]) => {
        expect(await tallyAfter([...order, ...repeats])).toBe(1);
      }),
    );
  });
});
