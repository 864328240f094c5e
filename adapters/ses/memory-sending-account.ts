import type { SendingAccount, SendingLimits } from "./sending-account.ts";

export interface MemorySendingAccount extends SendingAccount {
  /** From now on the account may send that fast and that much. */
  limit(limits: SendingLimits): void;
}

/** An account that may send without bounds until it is told some; it counts what its senders count. */
export const memorySendingAccount = (limits: SendingLimits = { ratePerSecond: 1e9 }): MemorySendingAccount => {
  let [known, sent] = [limits, 0];
  return {
    limit: (told) => {
      known = told;
    },
    state: async () => ({ ...known, sentLast24Hours: sent }),
    count: (mails) => {
      sent += mails;
    },
  };
};
