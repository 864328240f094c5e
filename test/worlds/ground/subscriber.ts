import type { Published } from "#adapters/bus/event-bus.ts";
import { SurveyCompleted } from "#events/parts/survey-completed.ts";
import { SurveyReopened } from "#events/parts/survey-reopened.ts";

/** How a task stands, as an event told it. */
interface TaskNews {
  student: string;
  cohort: string;
  occurrence: string;
  revision: number;
  isDone: boolean;
}

/** Another system of the school: it keeps of each task the newest revision that it was told, and nothing else. */
export interface Subscriber {
  keep(news: TaskNews): Promise<void>;
  /** In the order of their names. */
  tasks(): TaskNews[];
}

export const subscriberOf = (): Subscriber => {
  const known = new Map<string, TaskNews>();
  return {
    keep: async (news) => {
      const name = `${news.occurrence}/${news.student}`;
      if ((known.get(name)?.revision ?? 0) < news.revision) known.set(name, news);
    },
    tasks: () => [...known].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, news]) => news),
  };
};

const newsIn = ({ data }: SurveyCompleted | SurveyReopened, isDone: boolean): TaskNews => {
  const { student, cohort, occurrence, revision } = data;
  return { student, cohort, occurrence, revision, isDone };
};

/** What an event tells of a task, if it does. */
export const taskNewsOf = (event: Published): TaskNews | undefined => {
  if (event.type === "survey.completed") return newsIn(SurveyCompleted.parse(event), true);
  if (event.type === "survey.reopened") return newsIn(SurveyReopened.parse(event), false);
  return undefined;
};
