import { TOO_LATE, UNTRIED } from "./calls.ts";
import type { Ending } from "./send-wanted.ts";
import { MOST_RECEIVES } from "./turn.ts";

/** How many mails of a message ended how; no names, so that it may be logged. `left`: to the next morning's plan. */
export type Summary = Record<Ending["kind"] | "left", number>;

/**
 * Some mails were surely not sent, or not recorded: SQS brings the message back, and what was sent is not sent again.
 */
export class BringMessageBack extends Error {
  override readonly name = "BringMessageBack";
}

/** What a message leaves behind beside its endings. */
export interface Rest {
  /** Mails of another day: the next morning plans them. */
  left: number;
  /** Mails whose turn at the account's rate is still to come. */
  waiting: number;
  /** Records that could not be written. */
  unrecorded: number;
}

/** On its last receive a message leaves these to the plan: the day's quota is used up, or SES was not asked at all. */
const LEFT_AT_LAST: readonly string[] = ["ACCOUNT_DAILY_QUOTA_EXCEEDED", UNTRIED.reason, TOO_LATE.reason];

const isWorthATry = (ending: Ending, isLast: boolean): boolean =>
  ending.kind === "unsent" && !(isLast && LEFT_AT_LAST.includes(ending.reason));

/**
 * Counts how the mails of a message ended.
 * @param times how often the message has been received, from 1
 * @throws BringMessageBack where another try with this message is worth it
 */
export const summaryOrBringBack = (
  endings: readonly Ending[],
  { left, waiting, unrecorded }: Rest,
  times: number,
): Summary => {
  const isLast = times >= MOST_RECEIVES;
  const summary: Summary = { sent: 0, rejected: 0, unsent: 0, declined: 0, paused: 0, ambiguous: 0, left };
  for (const { kind } of endings) summary[kind] += 1;
  const again = endings.filter((ending) => isWorthATry(ending, isLast)).length;
  if (again > 0) throw new BringMessageBack(`${again} of ${endings.length} mails were not sent for now`);
  if (unrecorded > 0) throw new BringMessageBack(`${unrecorded} records were not written, or have to be read again`);
  if (waiting > 0 && !isLast)
    throw new BringMessageBack(`${waiting} mails have not had their turn at the account's rate`);
  return { ...summary, left: left + waiting };
};
