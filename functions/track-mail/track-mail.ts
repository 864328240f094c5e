import type { Escalations } from "#adapters/escalations/escalations.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { Learnt } from "#domain/parts/part-changes.ts";
import { logRejected } from "../listeners/log.ts";
import type { BatchFailure, BatchMessage } from "../listeners/queue-batch-listener.ts";
import { failAdvisorMails } from "./fail-advisor-mails.ts";
import { foldFeedback, type MailFeedback } from "./fold-feedback.ts";
import { type PauseNeeds, pauseBadMailings } from "./pause-bad-mailings.ts";
import type { Feedback } from "./read-feedback.ts";
import { type SuppressNeeds, suppress } from "./suppress.ts";

export interface TrackMailNeeds extends SuppressNeeds {
  parts: Pick<Parts, "get" | "learn" | "stop" | "resume" | "takeUp" | "asOfNow">;
  mailings: PauseNeeds["mailings"];
  escalations: Pick<Escalations, "fail">;
}

/** A batch in counts: mails by what the events changed, addresses, mailings paused, mails to advisors, messages. */
export interface Tracked {
  mails: Partial<Record<Learnt, number>>;
  suppressed: number;
  notTheirs: number;
  paused: number;
  toAdvisors: number;
  foreign: number;
  silent: number;
  failed: BatchFailure[];
}

/**
 * Records what SES's events say of mails. A dead address, or its owner's complaint, stops the student's mails until the
 * roster brings another. Too many bounces or complaints pause a mailing. A mail to an advisor that came back is
 * marked as failed. Running twice, late, or in another order changes nothing more: a mail only goes forward, within one
 * attempt. A failure brings back its own messages alone.
 */
export const trackMails = async (
  needs: TrackMailNeeds,
  messages: readonly BatchMessage<Feedback | undefined>[],
): Promise<Tracked> => {
  const { mails, addresses, advisors, foreign, silent } = foldFeedback(needs.program.id, messages);
  const { learnt, failed } = await record(needs.parts, mails);
  // Logs known refusals too: an earlier batch may have died before it did.
  logRejected(refusals(mails));
  const { failed: notPaused, paused } = await pauseMailings(needs, mails);
  const { failed: notSuppressed, ...counts } = await suppress(needs, addresses);
  const { toAdvisors, failed: notFailed } = await failAdvisorMails(needs.escalations, advisors);
  const allFailed = [...failed, ...notPaused, ...notSuppressed, ...notFailed];
  return { mails: countOf(learnt), ...counts, paused, toAdvisors, foreign, silent, failed: allFailed };
};

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

const refusals = (mails: readonly MailFeedback[]) =>
  mails.flatMap(({ part: { occurrence }, wave, mail: { state, reason = "no reason" } }) =>
    state === "rejected" ? [{ occurrence, wave, reason }] : [],
  );

// Looks at known failures too: an earlier batch may have died before it did.
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
