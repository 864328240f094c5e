/** One recipient of a bulk send. Values are plain text; the mailer's caller has already made the escaped twins. */
export interface Recipient {
  to: string;
  /** Values of the stored template: `text` as they are, and `html`, escaped, for those that may hold any character. */
  values: { text: Record<string, string>; html: Record<string, string> };
  /** SES message tags: names and values of ASCII letters, digits, `_` and `-` only. */
  tags: Record<string, string>;
  /** Headers of this mail alone, in ASCII. */
  headers?: Record<string, string>;
}

/**
 * What became of one recipient. `unsent` is certain: SES refused or throttled it, it may be tried again. `ambiguous`:
 * the answer was lost, nobody knows; it must never be tried again by itself.
 */
export type Outcome =
  | { kind: "sent"; messageId: string }
  | { kind: "rejected"; reason: string }
  | { kind: "unsent"; reason: string }
  | { kind: "ambiguous"; reason: string };

/** Most recipients of one `SendBulkEmail` call (SES quota). */
export const MAILS_PER_CALL = 50;

export interface Mailer {
  /**
   * One `SendBulkEmail` call for at most 50 recipients; answers an outcome for each, in the same order; never throws.
   */
  send(mail: { template: string; recipients: readonly Recipient[] }): Promise<Outcome[]>;
}
