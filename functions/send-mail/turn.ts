import type { Pace } from "#adapters/pace/pace.ts";
import { quotaHolds, type SendingAccount, type SendingLimits } from "#adapters/ses/sending-account.ts";
import { mailsPerTurn } from "#domain/mail/pace.ts";
import type { Receipt } from "../listeners/receipt.ts";
import { RECEIVES } from "./queue-figures.ts";

export interface TurnNeeds {
  account: SendingAccount;
  pace: Pick<Pace, "take" | "rest">;
}

/** `go`: so many mails may go now. `later`: the message has to come back. `plan`: the next morning plans the mails. */
export type SendTurn =
  | { kind: "go"; mails: number; limits: SendingLimits }
  | { kind: "later"; reason: string }
  | { kind: "plan" };

/** After so many receives the plan takes over: one more, and the queue would set the message aside as failed. */
export const MOST_RECEIVES = RECEIVES - 1;

/**
 * Waits for the turn of a message's mails: in the school's mailing hours (`mayGoOut` takes an instant, ISO 8601 UTC),
 * within the daily quota, at the rate that all senders share. On its last receive the plan takes over: waiting is no
 * failure. Throws if asking the account does: then the message comes back.
 */
export const turnOf = async (
  { account, pace }: TurnNeeds,
  mayGoOut: (instant: string) => boolean,
  mails: number,
  { at: now, times }: Receipt,
): Promise<SendTurn> => {
  if (mails === 0) return { kind: "go", mails, limits: { ratePerSecond: 1 } };
  if (!mayGoOut(now)) return { kind: "plan" };
  const taken = await take({ account, pace }, mails, now);
  if (typeof taken !== "string") return { kind: "go", ...taken };
  return times >= MOST_RECEIVES ? { kind: "plan" } : { kind: "later", reason: taken };
};

const take = async (
  { account, pace }: TurnNeeds,
  wanted: number,
  now: string,
): Promise<{ mails: number; limits: SendingLimits } | string> => {
  const { sentLast24Hours, ...limits } = await account.state(now);
  const mails = Math.min(wanted, mailsPerTurn(limits.ratePerSecond));
  if (!quotaHolds({ ...limits, sentLast24Hours }, mails)) return "the account's daily quota is used up";
  if (!(await pace.take(mails, limits))) return "the account's rate is used up for now";
  account.count(mails);
  return { mails, limits };
};
