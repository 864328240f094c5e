import type { Counts } from "../counts.ts";
import { together } from "../counts.ts";
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

/** What the stacks give each function, in MB. */
const MEMORY_MB = 512;

/** Seconds of the sender for one message of three groups: for each SES and the table answer in some 300 ms. */
const SENDER_SECONDS = 0.9;

/**
 * Senders at a time, as deployed, a message each: while one sends at a slow account's rate, the other waits for its
 * turn.
 */
export const SENDERS = 2;

/** Seconds in which the function that listens to SES does a full batch: it waits for the table alone. */
const LISTENER_SECONDS = 1;

const WRITES = /^dynamodb:(Put|Update|Delete|BatchWrite|TransactWrite)/;

/** So many calls of a function. */
const calls = (count: number, seconds: number): Counts => {
  const one = Object.entries(invocation(seconds, MEMORY_MB));
  return Object.fromEntries(
    one.map(([operation, { calls, units }]) => [operation, { calls: calls * count, units: units * count }]),
  );
};

const sum = (counts: Counts, which: RegExp, what: "calls" | "units"): number =>
  Object.entries(counts)
    .filter(([operation]) => which.test(operation))
    .reduce((total, [, count]) => total + count[what], 0);

/**
 * The bill of counted calls. `messages` in the counts stand for one call of the sender each, `listens` stand for calls
 * of the function that listens to SES.
 * @param sesCalls calls of `SendBulkEmail`
 */
export const billOf = (counts: Counts, mails: number, sesCalls: number): Bill => {
  const sender = calls(counts.messages?.calls ?? 0, SENDER_SECONDS);
  const listener = calls(counts.listens?.calls ?? 0, LISTENER_SECONDS);
  const all = together([counts, sender, listener]);
  const requests = {
    SES: sesCalls / mails,
    DynamoDB: sum(all, /^dynamodb:/, "calls") / mails,
    SQS: sum(all, /^sqs:/, "calls") / mails,
    SNS: sum(all, /^sns:/, "calls") / mails,
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

/** What waiting for an account's rate costs, by Lambda's seconds: a share of SES's price à la carte. */
export const waitingOver = (ratePerSecond: number): number => {
  const mails = 1000;
  const waiting = { "lambda:Invoke": { calls: 0, units: (SENDERS * (mails / ratePerSecond) * MEMORY_MB) / 1024 } };
  return dollarsOverFloor(waiting, mails) / SES_FLOORS["à la carte"];
};
