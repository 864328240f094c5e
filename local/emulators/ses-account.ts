/** How fast and how much the account may send in a local run. */
export interface AccountLimits {
  ratePerSecond: number;
  /** Mails in any 24 hours. */
  dailyQuota: number;
}

/** High, so that a year takes a minute: a new SES account in production begins far lower. */
const HIGH: AccountLimits = { ratePerSecond: 100_000, dailyQuota: 10_000_000 };

const DAY = 24 * 60 * 60 * 1000;

/** The sending account: what it may send, and what it sent in the last 24 hours of the virtual clock. */
export interface SesAccount {
  limits: AccountLimits;
  sentLast24Hours(): number;
  /** Counts one mail more; false where the day's quota does not hold it. */
  take(): boolean;
  clear(): void;
}

/**
 * An account that SES lets send up to its daily quota. Its rate is told and not enforced: on the virtual clock all
 * mails of a morning go out at one instant.
 */
export const createAccount = (now: () => string, limits: AccountLimits = HIGH): SesAccount => {
  const taken: { at: number; mails: number }[] = [];
  const sent = () => {
    const since = Date.parse(now()) - DAY;
    while (taken[0] !== undefined && taken[0].at <= since) taken.shift();
    return taken.reduce((sum, { mails }) => sum + mails, 0);
  };
  return {
    limits,
    sentLast24Hours: sent,
    take: () => {
      if (sent() >= limits.dailyQuota) return false;
      const at = Date.parse(now());
      const last = taken.at(-1);
      if (last?.at === at) last.mails += 1;
      else taken.push({ at, mails: 1 });
      return true;
    },
    clear: () => void taken.splice(0),
  };
};
