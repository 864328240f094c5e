import type { Pace } from "#adapters/pace/pace.ts";
import { quotaHolds, type SendingAccount, type SendingLimits } from "#adapters/ses/sending-account.ts";
import { mailsPerTurn } from "#domain/mail/pace.ts";
import type { Receipt } from "../listeners/receipt.ts";
import { HIDDEN_SECONDS, RECEIVES } from "./queue-figures.ts";

/** What a turn depends on. */
export interface TurnNeeds {
  account: SendingAccount;
  pace: Pick<Pace, "take" | "rest">;
}

/**
 * Whether a message's mails may go out. `go`: so many of them now, at these limits; they are counted and paced.
 * `later`: the message has to come back. `plan`: not today; nothing is claimed, and the next morning's run plans them
 * again.
 */
export type SendTurn =
  | { kind: "go"; mails: number; limits: SendingLimits }
  | { kind: "later"; reason: string }
  | { kind: "plan"; reason: string };

/** After how many receives a message is left to the plan: one before the queue would set it aside as failed. */
export const MOST_RECEIVES = RECEIVES - 1;

/** The soonest instant at which this receive can have been. */
export const soonestOf = ({ at, times }: Receipt): string =>
  new Date(Date.parse(at) + (times - 1) * HIDDEN_SECONDS * 1000).toISOString();

/**
 * Waits for the turn of a message's mails, before anything of them is claimed: on working days within the hours of
 * mails, within the account's daily quota, and at its rate, which all senders share. A message that would have to wait
 * for long comes back a few times, and is then left to the plan, so that waiting for a turn never looks like a failure.
 * @param mayGoOut whether these mails may go out at an instant, ISO 8601 UTC, by the school's days and hours
 * @throws whatever asking the account throws: then the message comes back.
 */
export const turnOf = async (
  { account, pace }: TurnNeeds,
  mayGoOut: (instant: string) => boolean,
  mails: number,
  receipt: Receipt,
): Promise<SendTurn> => {
  if (mails === 0) return { kind: "go", mails, limits: { ratePerSecond: 1 } };
  const now = soonestOf(receipt);
  if (!mayGoOut(now)) return { kind: "plan", reason: "outside the hours of mails" };
  const taken = await take({ account, pace }, mails, now);
  if (typeof taken !== "string") return { kind: "go", ...taken };
  return receipt.times >= MOST_RECEIVES ? { kind: "plan", reason: taken } : { kind: "later", reason: taken };
};

/** Takes a turn for as many mails as the account's rate lets out in one; answers why there is none. */
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
