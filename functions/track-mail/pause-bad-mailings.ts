import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import { countMailing, whyPause } from "#domain/mail/breaker.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { ALARM_WORDS } from "../listeners/alarm-words.ts";
import { log } from "../listeners/log.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";

export interface PauseNeeds {
  parts: Pick<Parts, "asOfNow">;
  mailings: Pick<Mailings, "get" | "pause">;
}

/** A mail that bounced, or that its student complained about; `at`: when, ISO 8601 UTC. */
export type FailedMail = Mailing & { at: string };

export type NewlyPaused = Mailing & { reason: string };

/** Pauses mailings with too many recorded failures since staff last resumed them. Running twice pauses once. */
export const pauseBadMailings = async (needs: PauseNeeds, failed: readonly FailedMail[]): Promise<NewlyPaused[]> => {
  const mailings = [...Map.groupBy(failed, mailingName).values()];
  return (await mapConcurrently(mailings, (mails) => pauseBadMailing(needs, mails), 4)).flat();
};

const pauseBadMailing = async (
  { parts, mailings }: PauseNeeds,
  mails: readonly FailedMail[],
): Promise<NewlyPaused[]> => {
  const last = mails.toSorted((one, other) => (one.at < other.at ? -1 : 1)).at(-1);
  if (last === undefined) return [];
  const { occurrence, wave, at } = last;
  const known = await mailings.get({ occurrence, wave });
  if (known?.paused !== undefined) return [];
  const reason = whyPause(countMailing(await parts.asOfNow(occurrence), wave, known?.resumedAt));
  if (reason === undefined || !(await mailings.pause({ occurrence, wave }, { at, reason }))) return [];
  log.error(ALARM_WORDS.paused, { occurrence, wave, reason });
  return [{ occurrence, wave, reason }];
};
