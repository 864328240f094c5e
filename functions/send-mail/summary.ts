import { TOO_LATE, UNTRIED } from "./calls.ts";
import { OUTDATED } from "./digest/look-again.ts";
import { CHANGED, type Ending } from "./send-wanted.ts";
import { MOST_RECEIVES } from "./turn.ts";

/** How many mails ended how; the next morning plans the `left` ones. It holds no names, so it may be logged. */
export type Summary = Record<Ending["kind"] | "left", number>;

/** Some mails were surely not sent, or not recorded: SQS brings the message back. No mail that went out goes again. */
export class BringMessageBack extends Error {
  override readonly name = "BringMessageBack";
}

export interface Rest {
  left: number;
  /** Mails whose turn at the account's rate is still to come. */
  waiting: number;
  unrecorded: number;
}

// On the last receive, the plan takes such mails over: the day's quota is used up, or nobody asked SES.
const LEFT_AT_LAST: readonly string[] = [
  "ACCOUNT_DAILY_QUOTA_EXCEEDED",
  UNTRIED.reason,
  TOO_LATE.reason,
  CHANGED.reason,
  OUTDATED.reason,
];

const isWorthATry = (ending: Ending, isLast: boolean): boolean =>
  ending.kind === "unsent" && !(isLast && LEFT_AT_LAST.includes(ending.reason));

/** Counts how mails ended. `times` counts receives. @throws BringMessageBack if another try is worth it. */
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
