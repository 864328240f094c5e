import type { Mailing } from "#domain/mail/mailing.ts";

/** How a mailing stands. Instants are ISO 8601 UTC. */
export interface MailingState extends Mailing {
  /** Since when its mails are held back, and why; absent where they are not. */
  paused?: { at: string; reason: string };
  /** When staff took it up again last. */
  resumedAt?: string;
}

/**
 * Mailings that were ever paused, under the partition `mailing` of the records table. Holding one back is nothing that
 * happens to its students: their parts stay as they are, and are planned again once the mailing goes on.
 */
export interface Mailings {
  /** A mailing as of now; undefined where it was never paused. */
  get(mailing: Mailing): Promise<MailingState | undefined>;
  /**
   * Holds a mailing's mails back. True where this call did it: one that stands already keeps its instant and its
   * reason, and news from before staff took the mailing up again is no news.
   */
  pause(mailing: Mailing, why: { at: string; reason: string }): Promise<boolean>;
  /**
   * Takes a mailing up again: the next working morning plans what is still of use, and its bounces count anew.
   * @param of `since`: the pause that the person saw. False where that does not stand any more, so that twice is once,
   * and nobody takes back a pause that they know nothing of. `at`: of the decision.
   */
  resume(mailing: Mailing, of: { since: string; at: string }): Promise<boolean>;
  /** The mailings that are paused, in the order of their occurrences and waves. */
  paused(): Promise<MailingState[]>;
}
