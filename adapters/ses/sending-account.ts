/** How fast and how much an account may send. */
export interface SendingLimits {
  ratePerSecond: number;
  /** Most mails in any 24 hours; absent where there is no bound. */
  dailyQuota?: number | undefined;
}

/** What the account that sends may do. */
export interface SendingAccount {
  /**
   * How fast and how much it may send, and how many mails went out in the last 24 hours, by what was known a few
   * minutes before `now` (ISO 8601 UTC).
   */
  state(now: string): Promise<SendingLimits & { sentLast24Hours: number }>;
  /** Counts mails that this sender is about to send, until the account itself is asked again. */
  count(mails: number): void;
}

/**
 * True where that many mails more are within the day's quota; also where the quota is smaller than that and nothing of
 * it is used, since those mails would else never go out: SES takes what it may, and refuses the others one by one.
 */
export const quotaHolds = (
  { dailyQuota, sentLast24Hours }: SendingLimits & { sentLast24Hours: number },
  mails: number,
): boolean => dailyQuota === undefined || sentLast24Hours + Math.min(mails, Math.max(1, dailyQuota)) <= dailyQuota;
