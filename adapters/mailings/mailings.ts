import type { FirstMailingCause, KnownMailing } from "#domain/mail/first-mailing.ts";
import type { Mailing } from "#domain/mail/mailing.ts";

/** Since when (ISO 8601 UTC) mails are held back, and why; `cause`: of a first mailing that stopped by itself. */
export interface MailingPause {
  at: string;
  reason: string;
  cause?: FirstMailingCause;
}

/** How a mailing stands. `paused` is absent where its mails are not held back. */
export interface MailingState extends KnownMailing {
  paused?: MailingPause;
}

/**
 * Mailings that were ever paused, approved or, of the first ones, opened, under the partition `mailing` of the records
 * table. Holding one back is nothing that happens to its students: their parts stay as they are, and are planned again
 * once the mailing goes on.
 */
export interface Mailings {
  /** A mailing as of now; undefined where none of this ever happened to it. */
  get(mailing: Mailing): Promise<MailingState | undefined>;
  /**
   * Holds a mailing's mails back. True where this call did it: one that stands already keeps its instant and its
   * reason, and news from before staff took the mailing up again is no news.
   */
  pause(mailing: Mailing, why: MailingPause): Promise<boolean>;
  /**
   * Takes a mailing up again: the next working morning plans what is still of use, and its bounces count anew.
   * @param of `since`: the pause that the person saw. False where that does not stand any more, so that twice is once,
   * and nobody takes back a pause that they know nothing of. `at`: of the decision.
   */
  resume(mailing: Mailing, of: { since: string; at: string }): Promise<boolean>;
  /**
   * Records that a first mailing goes on the queue, and to how many; the first record stays. False where it is paused,
   * or `mustBeApproved` and nobody has: then nothing of it may go.
   */
  open(mailing: Mailing, of: { at: string; recipients: number; mustBeApproved: boolean }): Promise<boolean>;
  /** Records that a first mailing that opened then is for more by now; of several numbers the greatest stands. */
  reach(mailing: Mailing, opened: NonNullable<MailingState["opened"]>): Promise<void>;
  /** Records a second person's yes, and ends a pause that waited for it. False where it opened or has a yes already. */
  approve(mailing: Mailing, yes: { at: string; by: string; recipients: number }): Promise<boolean>;
  /** Takes a yes back. False where there is none, or the mailing has gone on the queue since. */
  disapprove(mailing: Mailing): Promise<boolean>;
  /** All mailings that are known, in the order of their occurrences and waves. */
  all(): Promise<MailingState[]>;
  /** Those that are paused, likewise. */
  paused(): Promise<MailingState[]>;
}
