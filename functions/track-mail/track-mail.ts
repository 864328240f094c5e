import type { Parts } from "#adapters/parts/parts.ts";
import type { Learnt } from "#domain/parts/part-changes.ts";
import { logRejected } from "../listeners/log.ts";
import type { BatchFailure, BatchMessage } from "../listeners/queue-batch-listener.ts";
import { hear, type MailHeard } from "./heard.ts";
import { type PauseNeeds, pauseBadMailings } from "./pause-bad-mailings.ts";
import type { Feedback } from "./read-feedback.ts";
import { type SuppressNeeds, suppress } from "./suppress.ts";

/** What tracking needs of the world. */
export interface TrackMailNeeds extends SuppressNeeds {
  parts: Pick<Parts, "get" | "learn" | "stop" | "resume" | "takeUp" | "asOfNow">;
  mailings: PauseNeeds["mailings"];
}

/**
 * What became of a batch, without anything that names a person: how many mails the news moved, left as they stood, or
 * did not find; how many addresses failed; how many messages were of no mail of matchward's, or told nothing.
 */
export interface Tracked {
  mails: Partial<Record<Learnt, number>>;
  suppressed: number;
  notTheirs: number;
  /** How many runs paused themselves. */
  paused: number;
  foreign: number;
  silent: number;
  /** The messages that have to come back. */
  failed: BatchFailure[];
}

/**
 * Records what SES tells of mails, one change of the records a group of classmates and occurrence. A dead address, or one
 * whose owner complained, is marked as such, and the mails of the student's open parts are held back until the roster
 * brings another address. A run of which too many mails bounced, or brought complaints, is paused.
 *
 * Running twice, late, or in another order changes nothing more: a mail goes forward only, within one attempt, and what
 * is told of an address that was corrected meanwhile counts for the mail alone. What fails brings back its own messages
 * and no others; a mail of which two things are told, of itself and of its address, is told both again.
 */
export const trackMails = async (
  needs: TrackMailNeeds,
  messages: readonly BatchMessage<Feedback | undefined>[],
): Promise<Tracked> => {
  const { mails, addresses, foreign, silent } = hear(messages);
  const { learnt, failed } = await record(needs.parts, mails);
  // Also what was known: an earlier batch may have died before it said so.
  logRejected(refusals(mails));
  const { failed: notPaused, paused } = await pauseMailings(needs, mails);
  const { failed: notSuppressed, ...counts } = await suppress(needs, addresses);
  const allFailed = [...failed, ...notPaused, ...notSuppressed];
  return { mails: countOf(learnt), ...counts, paused, foreign, silent, failed: allFailed };
};

/** The records refused the mails' parts, or hold what cannot be read of them. */
class MailsNotRecorded extends Error {
  override readonly name = "MailsNotRecorded";
}

const record = async (
  parts: TrackMailNeeds["parts"],
  mails: readonly MailHeard[],
): Promise<{ learnt: Learnt[]; failed: BatchFailure[] }> => {
  const said = mails.length === 0 ? [] : await parts.learn(mails);
  const learnt = said.filter((one) => one !== "failed");
  const failed = mails.filter((_, nth) => said[nth] === "failed");
  const occurrences = Map.groupBy(failed, ({ part }) => part.occurrence);
  return {
    learnt,
    failed: [...occurrences].map(([occurrence, those]) => ({
      ids: those.flatMap(({ ids }) => ids),
      error: new MailsNotRecorded(`${those.length} mails of ${occurrence} were not recorded.`),
    })),
  };
};

const countOf = (learnt: readonly Learnt[]): Tracked["mails"] =>
  Object.fromEntries([...Map.groupBy(learnt, (one) => one)].map(([kind, all]) => [kind, all.length]));

/** What is said of the mails that SES refused after it took them. */
const refusals = (mails: readonly MailHeard[]) =>
  mails.flatMap(({ part: { occurrence }, wave, mail: { state, reason = "no reason" } }) =>
    state === "rejected" ? [{ occurrence, wave, reason }] : [],
  );

/** Looks at the runs of mails that failed, also where that was known: an earlier batch may have died before it looked. */
const pauseMailings = async (
  needs: PauseNeeds,
  mails: readonly MailHeard[],
): Promise<{ paused: number; failed: BatchFailure[] }> => {
  const bad = mails.filter(({ mail }) => mail.state === "bounced" || mail.state === "complained");
  const mailings = bad.map(({ part, wave, mail }) => ({ occurrence: part.occurrence, wave, at: mail.at }));
  try {
    return { paused: (await pauseBadMailings(needs, mailings)).length, failed: [] };
  } catch (error) {
    return { paused: 0, failed: [{ ids: bad.flatMap(({ ids }) => ids), error }] };
  }
};
