import type { Tallies } from "#adapters/tallies/tallies.ts";
import type { SurveyCompleted } from "#events/parts/survey-completed.ts";
import type { SurveyReopened } from "#events/parts/survey-reopened.ts";

/** What counting needs of the world. */
export interface TallyProgressNeeds {
  tallies: Pick<Tallies, "count">;
}

/**
 * Counts how a task stands in its cohort's progress.
 *
 * Running twice, late or out of order counts the same: the tally knows the last revision it counted of each task, and
 * an older or equal one changes nothing.
 */
export const tallyProgress = async (
  { tallies }: TallyProgressNeeds,
  { type, data }: SurveyCompleted | SurveyReopened,
): Promise<void> => {
  const { cohort, occurrence, student, revision } = data;
  await tallies.count({ cohort, occurrence, student, revision, completed: type === "survey.completed" });
};
