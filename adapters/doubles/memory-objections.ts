import type { Objections } from "../objections.ts";
import type { Choices } from "../records.ts";
import type { Runs } from "../runs.ts";

/** Objections over the stores in memory. */
export const memoryObjections = (choices: Pick<Choices, "of">, runs: Pick<Runs, "get">): Objections => ({
  to: async (run, students) => {
    const [state, ...kinds] = await Promise.all([runs.get(run), ...students.map(choices.of)]);
    const chosen = students.map((student, nth) => [student, kinds[nth] ?? []] as const);
    return {
      declined: new Map(chosen.filter(([, declined]) => declined.length > 0)),
      isPaused: state?.paused !== undefined,
    };
  },
});
