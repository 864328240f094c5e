import type { Parts } from "#adapters/records.ts";
import type { Runs } from "#adapters/runs.ts";
import { countRun, type Run, runName, whyPause } from "#domain/breaker.ts";
import { log } from "../middleware/log.ts";
import { sideBySide } from "../middleware/side-by-side.ts";

/** What the log says of it; an alarm rings for these words. */
const RUN_PAUSED = "run paused";

/** What pausing runs needs of the world. */
export interface PauseNeeds {
  parts: Pick<Parts, "asOfNow">;
  runs: Pick<Runs, "get" | "pause">;
}

/** A mail that bounced, or of which its student complained; `at`: when, ISO 8601 UTC. */
export type FailedMail = Run & { at: string };

/** A run that is paused now by this call, and why, in counts alone. */
export type PausedRun = Run & { reason: string };

/**
 * Pauses the runs of which too many mails failed, by what is recorded of each of their mails: call it once the news that
 * brings it up is recorded. A run that is paused already, or that staff took up again later than the news, stays as it is.
 * Running twice pauses once, and a call that died before it is made good by the next one.
 */
export const pauseBadRuns = async (needs: PauseNeeds, failed: readonly FailedMail[]): Promise<PausedRun[]> => {
  const runs = [...Map.groupBy(failed, runName).values()];
  return (await sideBySide(runs, (mails) => pauseBadRun(needs, mails), 4)).flat();
};

const pauseBadRun = async ({ parts, runs }: PauseNeeds, mails: readonly FailedMail[]): Promise<PausedRun[]> => {
  const last = mails.toSorted((one, other) => (one.at < other.at ? -1 : 1)).at(-1);
  if (last === undefined) return [];
  const { occurrence, wave, at } = last;
  const known = await runs.get({ occurrence, wave });
  if (known?.paused !== undefined) return [];
  const reason = whyPause(countRun(await parts.asOfNow(occurrence), wave, known?.resumedAt));
  if (reason === undefined || !(await runs.pause({ occurrence, wave }, { at, reason }))) return [];
  log.error(RUN_PAUSED, { occurrence, wave, reason });
  return [{ occurrence, wave, reason }];
};
