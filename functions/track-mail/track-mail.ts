import type { Parts } from "#adapters/parts/parts.ts";
import type { Learnt } from "#domain/parts/part-changes.ts";
import { logRejected } from "../listeners/log.ts";
import type { BatchFailure, BatchMessage } from "../listeners/queue-batch-listener.ts";
import { foldFeedback, type MailFeedback } from "./fold-feedback.ts";
import { type PauseNeeds, pauseBadMailings } from "./pause-bad-mailings.ts";
import type { Feedback } from "./read-feedback.ts";
import { type SuppressNeeds, suppress } from "./suppress.ts";

/** What tracking needs of the world. */
export interface TrackMailNeeds extends SuppressNeeds {
  parts: Pick<Parts, "get" | "learn" | "stop" | "resume" | "takeUp" | "asOfNow">;
  mailings: PauseNeeds["mailings"];
}

/** What became of a batch, in counts: mails by what the events changed of them, addresses, mailings, messages. */
export interface Tracked {
  mails: Partial<Record<Learnt, number>>;
  suppressed: number;
  notTheirs: number;
  /** How many mailings paused themselves. */
  paused: number;
  foreign: number;
  silent: number;
  /** The messages that have to come back. */
  failed: BatchFailure[];
}

/**
 * Records what SES's events say of mails, in one write a group of classmates and occurrence. It marks a dead address,
 * or one whose owner complained, and holds the student's mails back until the roster brings another. It pauses a
 * mailing of which too many mails bounced or brought complaints.
 *
 * Running twice, late, or in another order changes nothing more: a mail only goes forward, within one attempt, and an
 * event about an address that was corrected meanwhile counts for the mail alone. What fails brings back its own
 * messages and no others.
 */
export const trackMails = async (
  needs: TrackMailNeeds,
  messages: readonly BatchMessage<Feedback | undefined>[],
): Promise<Tracked> => {
  const { mails, addresses, foreign, silent } = foldFeedback(messages);
  const { learnt, failed } = await record(needs.parts, mails);
  // Also what was known: an earlier batch may have died before it said so.
  logRejected(refusals(mails));
  const { failed: notPaused, paused } = await pauseMailings(needs, mails);
  const { failed: notSuppressed, ...counts } = await suppress(needs, addresses);
  const allFailed = [...failed, ...notPaused, ...notSuppressed];
  return { mails: countOf(learnt), ...counts, paused, foreign, silent, failed: allFailed };
};

/** Parts of these mails could not be written, or could not be read. */
class MailsNotRecorded extends Error {
  override readonly name = "MailsNotRecorded";
}

const record = async (
  parts: TrackMailNeeds["parts"],
  mails: readonly MailFeedback[],
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

/** The mails that SES refused after it had taken them, and why. */
const refusals = (mails: readonly MailFeedback[]) =>
  mails.flatMap(({ part: { occurrence }, wave, mail: { state, reason = "no reason" } }) =>
    state === "rejected" ? [{ occurrence, wave, reason }] : [],
  );

/**
 * Looks at the mailings of all mails that failed, also of known failures: an earlier batch may have died before it
 * looked.
 */
const pauseMailings = async (
  needs: PauseNeeds,
  mails: readonly MailFeedback[],
): Promise<{ paused: number; failed: BatchFailure[] }> => {
  const bad = mails.filter(({ mail }) => mail.state === "bounced" || mail.state === "complained");
  const mailings = bad.map(({ part, wave, mail }) => ({ occurrence: part.occurrence, wave, at: mail.at }));
  try {
    return { paused: (await pauseBadMailings(needs, mailings)).length, failed: [] };
  } catch (error) {
    return { paused: 0, failed: [{ ids: bad.flatMap(({ ids }) => ids), error }] };
  }
};
