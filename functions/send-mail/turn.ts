import type { Pace } from "#adapters/pace.ts";
import { quotaHolds, type SendingAccount } from "#adapters/sending-account.ts";
import type { Hours } from "#domain/send-window.ts";
import { windowAt } from "#domain/send-window.ts";
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
const MOST_RECEIVES = 4;

/** True where mails may go out at the instant of the receipt, and at the soonest at which this receive can have been. */
const isInside = (hours: Hours, { at, times }: Receipt): boolean => {
  const soonest = Date.parse(at) + (times - 1) * BACK_AFTER_MINUTES * 60_000;
  return windowAt(hours, at) !== undefined && windowAt(hours, new Date(soonest).toISOString()) !== undefined;
};

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
  if (!isInside(hours, receipt)) return { kind: "plan", reason: "outside the hours of mails" };
  const reason = await whyWait({ account, pace }, mails);
  if (reason === undefined) return { kind: "go" };
  return { kind: receipt.times >= MOST_RECEIVES ? "plan" : "later", reason };
};

const whyWait = async ({ account, pace }: TurnNeeds, mails: number): Promise<string | undefined> => {
  const state = await account.state();
  if (!quotaHolds(state, mails)) return "the account's daily quota is used up";
  if (!(await pace.take(mails, state))) return "the account's rate is used up for now";
  account.count(mails);
  return undefined;
};
