import type { Choices } from "../choices/choices.ts";
import type { Mailings } from "../mailings/mailings.ts";
import type { Objections } from "./objections.ts";

/** Objections over the stores in memory. */
export const memoryObjections = (choices: Pick<Choices, "of">, mailings: Pick<Mailings, "get">): Objections => ({
  to: async (mailing, students) => {
    const [state, ...kinds] = await Promise.all([mailings.get(mailing), ...students.map(choices.of)]);
    const chosen = students.map((student, nth) => [student, kinds[nth] ?? []] as const);
    return {
      declined: new Map(chosen.filter(([, declined]) => declined.length > 0)),
      isPaused: state?.paused !== undefined,
    };
  },
});
