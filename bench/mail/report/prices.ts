import type { Counts } from "../counts.ts";

/** A public price in us-east-1, without free tiers: dollars a million units, where it was read, and when. */
interface Price {
  of: string;
  matches: RegExp;
  perMillion: number;
  /** Charged by the call, whatever its units. */
  byCall?: true;
  source: string;
}

/** Where each price was read. Amounts that could be read only on pages about AWS, not AWS's own, say so. */
export const PRICES: readonly Price[] = [
  {
    of: "DynamoDB write units",
    matches: /^dynamodb:(Put|Update|Delete|BatchWrite|TransactWrite)/,
    perMillion: 0.625,
    source: "airbyte.com/data-engineering-resources/dynamodb-pricing, 2025-07-21 (secondary; AWS halved it 2024-11-01)",
  },
  {
    of: "DynamoDB read units",
    matches: /^dynamodb:(Get|Query|BatchGet|TransactGet)/,
    perMillion: 0.125,
    source: "airbyte.com/data-engineering-resources/dynamodb-pricing, 2025-07-21 (secondary)",
  },
  {
    of: "SQS requests",
    matches: /^sqs:/,
    perMillion: 0.4,
    byCall: true,
    source: "aws.amazon.com/sqs/pricing (from memory, not re-read)",
  },
  {
    of: "SNS publishes",
    matches: /^sns:/,
    perMillion: 0.5,
    byCall: true,
    source: "aws.amazon.com/sns/pricing (from memory, not re-read)",
  },
  {
    of: "Lambda requests",
    matches: /^lambda:Invoke/,
    perMillion: 0.2,
    byCall: true,
    source: "aws.amazon.com/lambda/pricing, 2026-09-20",
  },
  {
    of: "Lambda GB-seconds, arm64",
    matches: /^lambda:Invoke/,
    perMillion: 13.3334,
    source: "git.mcrn.ar/mariano/lambda_local_runner, 2026-05-11 (secondary)",
  },
  {
    of: "log bytes",
    matches: /^logs:/,
    perMillion: 0.5 / 1000,
    source: "duckbillgroup.com/?p=9080 (secondary): $0.50 a GB",
  },
];

/** Dollars a thousand recipients on SES's two entry plans. Source: AWS price list, 2026-07-22. */
export const SES_FLOORS = { "à la carte": 0.1, Essentials: 0.16 } as const;

/** What the counted calls cost, in dollars, by what is charged; what costs nothing is left out. */
export const dollarsOf = (counts: Counts): Record<string, number> =>
  Object.fromEntries(
    PRICES.map(({ of, matches, perMillion, byCall }) => {
      const charged = Object.entries(counts).filter(([operation]) => matches.test(operation));
      const units = charged.reduce((sum, [, { calls, units }]) => sum + (byCall ? calls : units), 0);
      return [of, (units * perMillion) / 1e6] as const;
    }).filter(([, dollars]) => dollars > 0),
  );

/** Dollars for a thousand mails over what SES charges for them. */
export const dollarsOverFloor = (counts: Counts, mails: number): number =>
  (1000 * Object.values(dollarsOf(counts)).reduce((sum, dollars) => sum + dollars, 0)) / mails;

/**
 * One call of a function, as Lambda and CloudWatch charge it: GB-seconds and bytes of its log.
 * @param seconds how long it runs, @param memoryMb what its stack gives it
 */
export const invocation = (seconds: number, memoryMb: number): Counts => ({
  "lambda:Invoke": { calls: 1, units: seconds * (memoryMb / 1024) },
  "logs:PutLogEvents": { calls: 1, units: LOG_BYTES },
});

/** A function's own line and the three that Lambda writes about each call, in JSON, as measured on one. */
const LOG_BYTES = 1_000;
