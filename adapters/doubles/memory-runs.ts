import { runName } from "#domain/breaker.ts";
import type { RunState, Runs } from "../runs.ts";
import type { Watch } from "./memory-part-groups.ts";

/**
 * Runs in memory, under the same conditions as the real ones.
 * @param watch told of each change, as the table's stream would tell it.
 */
export const memoryRuns = (watch: Watch<RunState> = () => {}): Runs => {
  const runs = new Map<string, RunState>();
  const put = (run: RunState) => {
    const before = runs.get(runName(run));
    runs.set(runName(run), run);
    watch(before, run);
  };
  return {
    get: async (run) => runs.get(runName(run)),

    pause: async ({ occurrence, wave }, paused) => {
      const known = runs.get(runName({ occurrence, wave }));
      if (known?.paused !== undefined || (known?.resumedAt ?? "") >= paused.at) return false;
      put({ ...known, occurrence, wave, paused });
      return true;
    },

    resume: async ({ occurrence, wave }, { since, at }) => {
      if (runs.get(runName({ occurrence, wave }))?.paused?.at !== since) return false;
      put({ occurrence, wave, resumedAt: at });
      return true;
    },

    paused: async () =>
      [...runs.values()]
        .filter(({ paused }) => paused !== undefined)
        .toSorted((one, other) => (runName(one) < runName(other) ? -1 : 1)),
  };
};
