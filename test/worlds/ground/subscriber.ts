import type { Published } from "#adapters/bus/event-bus.ts";
import { SurveyCompleted } from "#events/parts/survey-completed.ts";
import { SurveyReopened } from "#events/parts/survey-reopened.ts";
import { TaskCompleted } from "#events/parts/task-completed.ts";
import { TaskProgressed } from "#events/parts/task-progressed.ts";
import { TaskReopened } from "#events/parts/task-reopened.ts";

/** How a task stands, as an event told it. */
interface TaskNews {
  /** Which events told it: those of tasks, or those of surveys. */
  by: "task" | "survey";
  person: string;
  cohort: string;
  occurrence: string;
  revision: number;
  isDone: boolean;
}

/** Another system of the school: it keeps of each task the newest revision that it was told, and nothing else. */
export interface Subscriber {
  keep(news: TaskNews): Promise<void>;
  /** In the order of their names. */
  tasks(by: TaskNews["by"]): TaskNews[];
}

export const subscriberOf = (): Subscriber => {
  const known = new Map<string, TaskNews>();
  return {
    keep: async (news) => {
      const name = `${news.by} ${news.occurrence}/${news.person}`;
      if ((known.get(name)?.revision ?? 0) < news.revision) known.set(name, news);
    },
    tasks: (by) =>
      [...known]
        .filter(([, news]) => news.by === by)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, news]) => news),
  };
};

const ofTask = ({ data }: TaskCompleted | TaskProgressed | TaskReopened, isDone: boolean): TaskNews => {
  const { person, cohort, occurrence, revision } = data;
  return { by: "task", person, cohort, occurrence, revision, isDone };
};

const ofSurvey = ({ data }: SurveyCompleted | SurveyReopened, isDone: boolean): TaskNews => {
  const { student: person, cohort, occurrence, revision } = data;
  return { by: "survey", person, cohort, occurrence, revision, isDone };
};

/** What an event tells of a task, if it does. Nobody in a world waives one. */
export const taskNewsOf = (event: Published): TaskNews | undefined => {
  if (event.type === "task.completed") return ofTask(TaskCompleted.parse(event), true);
  if (event.type === "task.progressed") return ofTask(TaskProgressed.parse(event), false);
  if (event.type === "task.reopened") return ofTask(TaskReopened.parse(event), false);
  if (event.type === "survey.completed") return ofSurvey(SurveyCompleted.parse(event), true);
  if (event.type === "survey.reopened") return ofSurvey(SurveyReopened.parse(event), false);
  return undefined;
};
