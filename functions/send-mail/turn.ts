import type { Pace } from "#adapters/pace.ts";
import { quotaHolds, type SendingAccount } from "#adapters/sending-account.ts";
import { type Hours, windowAt } from "#domain/send-window.ts";
import type { Receipt } from "../middleware/receipt.ts";

/** What a turn depends on. */
export interface TurnNeeds {
  account: SendingAccount;
  pace: Pick<Pace, "take">;
}

/**
 * Whether a message's mails may go out. `go`: now, they are counted and paced. `later`: the message has to come back.
 * `plan`: not today; nothing is claimed, and the next morning's run plans them again.
 */
export type Turn = { kind: "go" } | { kind: "later" | "plan"; reason: string };

/** Minutes after which a message comes back at the soonest: the time for which the queue hides it. */
const BACK_AFTER_MINUTES = 6;

/** After how many receives a message is left to the plan: one before the queue would set it aside as failed. */
export const MOST_RECEIVES = 4;

/** The soonest instant at which this receive can have been. */
const soonestOf = ({ at, times }: Receipt): string =>
  new Date(Date.parse(at) + (times - 1) * BACK_AFTER_MINUTES * 60_000).toISOString();

/**
 * Waits for the turn of a message's mails, before anything of them is claimed: within the hours of mails, the account's
 * daily quota, and its rate, which all senders share. A message that would have to wait for long comes back a few times,
 * and is then left to the plan, so that waiting for a turn never looks like a failure.
 * @throws whatever asking the account throws: then the message comes back.
 */
export const turnOf = async (
  { account, pace }: TurnNeeds,
  hours: Hours,
  mails: number,
  receipt: Receipt,
): Promise<Turn> => {
  if (mails === 0) return { kind: "go" };
  const now = soonestOf(receipt);
  if (windowAt(hours, now) === undefined) return { kind: "plan", reason: "outside the hours of mails" };
  const reason = await whyWait({ account, pace }, mails, now);
  if (reason === undefined) return { kind: "go" };
  return { kind: receipt.times >= MOST_RECEIVES ? "plan" : "later", reason };
};

const whyWait = async ({ account, pace }: TurnNeeds, mails: number, now: string): Promise<string | undefined> => {
  const state = await account.state(now);
  if (!quotaHolds(state, mails)) return "the account's daily quota is used up";
  if (!(await pace.take(mails, state))) return "the account's rate is used up for now";
  account.count(mails);
  return undefined;
};
