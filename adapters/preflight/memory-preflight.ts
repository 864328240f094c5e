import { sessionOf } from "#domain/sessions/session-subject.ts";
import type { Choices } from "../choices/choices.ts";
import type { Mailings } from "../mailings/mailings.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Preflight } from "./preflight.ts";

/** Preflight over the stores in memory. */
export const memoryPreflight = (
  choices: Pick<Choices, "of">,
  mailings: Pick<Mailings, "get">,
  sessions: Pick<Sessions, "get">,
): Preflight => ({
  check: async (mailing, students) => {
    const [state, ...kinds] = await Promise.all([mailings.get(mailing), ...students.map(choices.of)]);
    const session = sessionOf(mailing.occurrence);
    const stands = session === undefined ? undefined : await sessions.get(session);
    const chosen = students.map((student, nth) => [student, kinds[nth] ?? []] as const);
    return {
      declined: new Map(chosen.filter(([, declined]) => declined.length > 0)),
      isPaused: state?.paused !== undefined,
      ...(stands && { sequence: stands.sequence }),
    };
  },
});
