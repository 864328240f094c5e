import type { Standing, Tallies } from "./tallies.ts";

/** Tallies in memory: the last told standing of each student, summed when asked. */
export const memoryTallies = (): Tallies => {
  const standings = new Map<string, Standing>();
  return {
    count: async (standing) => {
      const name = JSON.stringify([standing.occurrence, standing.student]);
      const counted = standings.get(name);
      if (!counted || counted.revision < standing.revision) standings.set(name, { ...standing });
    },

    ofCohort: async (cohort) => {
      const completed = [...standings.values()].filter((one) => one.cohort === cohort && one.completed);
      const byOccurrence = Object.groupBy(completed, ({ occurrence }) => occurrence);
      return Object.fromEntries(Object.entries(byOccurrence).map(([name, those]) => [name, those?.length ?? 0]));
    },
  };
};
