import type { Counts } from "./counts.ts";
import { together } from "./counts.ts";
import { dollarsOverFloor, invocation, SES_FLOORS } from "./prices.ts";

/** What a school's mails cost beyond SES's own charge. */
export interface Bill {
  /** Requests a mail: all, and by service. */
  requests: Record<string, number>;
  /** Requests that write durably, and write units, a mail. */
  writes: number;
  writeUnits: number;
  /** Dollars a thousand mails over SES's price, and that as a share of each of SES's two prices. */
  dollars: number;
  over: Record<keyof typeof SES_FLOORS, number>;
}

/** Megabytes of the sender, and seconds in which it does one message: SES and the table answer in some 300 ms. */
const SENDER = { memoryMb: 512, seconds: 0.3 };

const WRITES = /^dynamodb:(Put|Update|Delete|BatchWrite|TransactWrite)/;

/** One call of a function for each message, though Lambda gives it two where two wait: the dearer case. */
const calls = (count: number, seconds: number): Counts => {
  const one = Object.entries(invocation(seconds, SENDER.memoryMb));
  return Object.fromEntries(
    one.map(([operation, { calls, units }]) => [operation, { calls: calls * count, units: units * count }]),
  );
};

const sum = (counts: Counts, which: RegExp, what: "calls" | "units"): number =>
  Object.entries(counts)
    .filter(([operation]) => which.test(operation))
    .reduce((total, [, count]) => total + count[what], 0);

/**
 * The bill of counted calls. `messages` and `events` in the counts stand for one call of a function each.
 * @param sesCalls calls of `SendBulkEmail`
 */
export const billOf = (counts: Counts, mails: number, sesCalls: number): Bill => {
  const invocations = (counts.messages?.calls ?? 0) + (counts.events?.calls ?? 0);
  const all = together([counts, calls(invocations, SENDER.seconds)]);
  const requests = {
    SES: sesCalls / mails,
    DynamoDB: sum(all, /^dynamodb:/, "calls") / mails,
    SQS: sum(all, /^sqs:/, "calls") / mails,
    Lambda: sum(all, /^lambda:/, "calls") / mails,
  };
  const dollars = dollarsOverFloor(all, mails);
  return {
    requests: { all: Object.values(requests).reduce((total, share) => total + share, 0), ...requests },
    writes: sum(all, WRITES, "calls") / mails,
    writeUnits: sum(all, WRITES, "units") / mails,
    dollars,
    over: {
      "à la carte": dollars / SES_FLOORS["à la carte"],
      Essentials: dollars / SES_FLOORS.Essentials,
    },
  };
};
