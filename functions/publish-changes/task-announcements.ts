import type { TaskChange } from "#domain/parts/task-changes.ts";
import type { SurveyCompleted } from "#events/parts/survey-completed.ts";
import type { SurveyReopened } from "#events/parts/survey-reopened.ts";
import type { TaskCompleted } from "#events/parts/task-completed.ts";
import type { TaskReopened } from "#events/parts/task-reopened.ts";
import type { TaskWaived } from "#events/parts/task-waived.ts";

type OfTask = TaskCompleted | TaskReopened | TaskWaived;
type OfSurvey = SurveyCompleted | SurveyReopened;

/** The events of a change of a task: one about the task, and another about the survey if the task is one. */
export const taskAnnouncements = (change: TaskChange): (OfTask | OfSurvey)[] => [ofTask(change), ...ofSurvey(change)];

const envelopeOf = <Type extends string>(type: Type, { occurrence, student, revision, at }: TaskChange) => ({
  type,
  version: 1 as const,
  id: [type, occurrence, student, revision].join("/"),
  occurredAt: at,
});

const ofTask = (change: TaskChange): OfTask => {
  const { student: person, cohort, milestone, occurrence, type, state, revision, evidence } = change;
  const data = { person, cohort, milestone, occurrence, type, state, revision };
  // An open task has no evidence.
  if (evidence === undefined) return { ...envelopeOf("task.reopened", change), data };
  const { answer, ...shown } = evidence;
  const settled = { ...data, evidence: shown };
  if (shown.level === "waived") return { ...envelopeOf("task.waived", change), data: settled };
  return { ...envelopeOf("task.completed", change), data: answer === undefined ? settled : { ...settled, answer } };
};

/** Version 1 knows two facts about a survey: the student confirmed it, or took that back. */
const ofSurvey = (change: TaskChange): OfSurvey[] => {
  const { student, cohort, milestone, occurrence, type, revision, evidence, isWithdrawn } = change;
  const data = { student, cohort, milestone, occurrence, revision };
  if (type !== "answer") return [];
  if (isWithdrawn) return [{ ...envelopeOf("survey.reopened", change), data }];
  if (evidence?.level !== "attested") return [];
  return [{ ...envelopeOf("survey.completed", change), data: { ...data, answer: evidence.answer ?? "" } }];
};
