import type { TaskChangeIn } from "#adapters/parts/part-group-item.ts";
import type { SurveyCompleted } from "#events/parts/survey-completed.ts";
import type { SurveyReopened } from "#events/parts/survey-reopened.ts";
import type { TaskCompleted } from "#events/parts/task-completed.ts";
import type { TaskProgressed } from "#events/parts/task-progressed.ts";
import type { TaskReopened } from "#events/parts/task-reopened.ts";
import type { TaskWaived } from "#events/parts/task-waived.ts";

type OfTask = TaskCompleted | TaskProgressed | TaskReopened | TaskWaived;
type OfSurvey = SurveyCompleted | SurveyReopened;

/** The events of a change of a task: one about the task, and another about the survey if the task is one. */
export const taskAnnouncements = (change: TaskChangeIn): (OfTask | OfSurvey)[] => [ofTask(change), ...ofSurvey(change)];

const envelopeOf = <Type extends string>(type: Type, fact: readonly (string | number)[], occurredAt: string) => ({
  type,
  version: 1 as const,
  id: [type, ...fact].join("/"),
  occurredAt,
});

const ofTask = (change: TaskChangeIn): OfTask => {
  const { program, student: person, cohort, milestone, occurrence, type, state, revision, evidence, inPart } = change;
  const envelope = <Type extends string>(named: Type) =>
    envelopeOf(named, [program, occurrence, person, revision], change.at);
  const data = { program, person, cohort, milestone, occurrence, type, state, revision };
  if (inPart !== undefined) return { ...envelope("task.progressed"), data: { ...data, answer: inPart } };
  // An open task has no evidence.
  if (evidence === undefined) return { ...envelope("task.reopened"), data };
  const { answer, ...shown } = evidence;
  const settled = { ...data, evidence: shown };
  if (shown.level === "waived") return { ...envelope("task.waived"), data: settled };
  return { ...envelope("task.completed"), data: answer === undefined ? settled : { ...settled, answer } };
};

/** Version 1 knows two facts about a survey, and no program: the student confirmed it, or took that back. */
const ofSurvey = (change: TaskChangeIn): OfSurvey[] => {
  const { student, cohort, milestone, occurrence, type, revision, evidence, isWithdrawn, isAgain, at } = change;
  const fact = [occurrence, student, revision];
  const data = { student, cohort, milestone, occurrence, revision };
  if (type !== "answer") return [];
  if (isWithdrawn) return [{ ...envelopeOf("survey.reopened", fact, at), data }];
  if (evidence?.level !== "attested" || isAgain) return [];
  return [{ ...envelopeOf("survey.completed", fact, at), data: { ...data, answer: evidence.answer ?? "" } }];
};
