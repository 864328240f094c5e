import type { CallCounts } from "../system.ts";

/** One priced line of the bill: a public price in us-east-1, in US dollars a million units. */
interface Price {
  title: string;
  matches: RegExp;
  /** How what is charged is called. */
  unit: string;
  /** Charged by the call, whatever its units. */
  byCall?: true;
  perMillion: number;
}

/** Public list prices without free tiers, as read in 2026: AWS price list (SES), and the services' pricing pages. */
const PRICES: readonly Price[] = [
  {
    title: "DynamoDB writes",
    matches: /^dynamodb:(Put|Update|Delete|BatchWrite|TransactWrite|ConditionCheck)/,
    unit: "write units",
    perMillion: 0.625,
  },
  {
    title: "DynamoDB reads",
    matches: /^dynamodb:(Get|Query|Scan|BatchGet|TransactGet)/,
    unit: "read units",
    perMillion: 0.125,
  },
  { title: "SNS publishes", matches: /^sns:/, unit: "publishes", perMillion: 0.5 },
  { title: "SQS requests", matches: /^sqs:/, unit: "requests", perMillion: 0.4 },
  { title: "Lambda requests", matches: /^lambda:Invoke/, unit: "requests", byCall: true, perMillion: 0.2 },
  { title: "Lambda running time", matches: /^lambda:Invoke/, unit: "GB-seconds", perMillion: 13.3334 },
  { title: "EventBridge events", matches: /^events:/, unit: "events", perMillion: 1 },
  { title: "Scheduler", matches: /^scheduler:/, unit: "firings", perMillion: 1 },
  { title: "HTTP API", matches: /^(apigateway|execute-api):/, unit: "requests", perMillion: 1 },
  { title: "S3 writes", matches: /^s3:(Put|List|Copy|Post)/, unit: "requests", perMillion: 5 },
  { title: "S3 reads", matches: /^s3:(Get|Head)/, unit: "requests", perMillion: 0.4 },
  { title: "Secrets Manager", matches: /^secretsmanager:/, unit: "requests", perMillion: 5 },
  { title: "KMS", matches: /^kms:/, unit: "requests", perMillion: 3 },
];

const SES = /^ses:Send/;
/** Dollars a thousand recipients on SES's two entry plans. */
const SES_PLANS = { "à la carte": 0.1, Essentials: 0.16 };

/** What is paid by the month, used or not, in US dollars each: list prices of US East, without free tiers. */
const STANDING = [
  { type: "AWS::KMS::Key", title: "Encryption keys (KMS)", perMonth: 1 },
  { type: "AWS::CloudWatch::Alarm", title: "Alarms (CloudWatch)", perMonth: 0.1 },
  { type: "AWS::SecretsManager::Secret", title: "Secrets (Secrets Manager)", perMonth: 0.4 },
  { type: "AWS::CloudWatch::Dashboard", title: "Dashboards (CloudWatch)", perMonth: 3 },
];

/** Where the standing prices are from. */
export const STANDING_SOURCE =
  "Prices as the pricing pages of KMS, CloudWatch and Secrets Manager had them in November 2026. Each of the first " +
  "two yearly rotations of a key adds a dollar a month.";

/** How often each resource type stands in the templates, by its name in CloudFormation. */
export type ResourceCounts = Readonly<Record<string, number>>;

/** What a year of a deployment costs by the resources in its templates alone. Amounts in US dollars. */
export const standingBill = (resources: ResourceCounts) => {
  const lines = STANDING.flatMap(({ type, title, perMonth }) => {
    const count = resources[type] ?? 0;
    return count === 0 ? [] : [{ title, count, perMonth, aYear: count * perMonth * 12 }];
  });
  return { lines, aYear: lines.reduce((sum, { aYear }) => sum + aYear, 0) };
};

/** What the bill leaves out, so that nobody takes it for the whole. */
export const NOT_COUNTED = [
  "cold starts and log storage; Lambda's running time is this machine's, on AWS it will differ",
  "stored data, and the few metrics that alarms make of logs",
  "free tiers, taxes and discounts",
];

export interface BillLine {
  title: string;
  calls: number;
  units: number;
  unit: string;
  dollars: number;
}

/** What the counted calls would have cost on AWS. Amounts in US dollars. */
export interface Bill {
  lines: BillLine[];
  recipients: number;
  /** SES by plan, and everything together with it. */
  plans: { plan: string; ses: number; total: number }[];
  /** Calls that have no price here. */
  unpriced: { operation: string; calls: number }[];
}

/** Prices the calls that were really made, as the gateway counted them: units are what AWS charges by. */
export const billOf = (counts: CallCounts): Bill => {
  const operations = Object.entries(counts);
  const lines = PRICES.map((price) => lineOf(price, operations)).filter(({ calls }) => calls > 0);
  const sent = operations.filter(([operation]) => SES.test(operation));
  const recipients = sent.reduce((sum, [, { units }]) => sum + units, 0);
  const rest = lines.reduce((sum, { dollars }) => sum + dollars, 0);
  const isPriced = (operation: string) => SES.test(operation) || PRICES.some(({ matches }) => matches.test(operation));
  return {
    lines,
    recipients,
    plans: Object.entries(SES_PLANS).map(([plan, perThousand]) => {
      const ses = (recipients * perThousand) / 1000;
      return { plan, ses, total: ses + rest };
    }),
    unpriced: operations
      .filter(([operation]) => !isPriced(operation))
      .map(([operation, { calls }]) => ({ operation, calls })),
  };
};

const lineOf = (
  { title, matches, unit, byCall, perMillion }: Price,
  operations: [string, CallCounts[string]][],
): BillLine => {
  const counted = operations.filter(([operation]) => matches.test(operation)).map(([, count]) => count);
  const calls = counted.reduce((sum, count) => sum + count.calls, 0);
  const units = byCall ? calls : counted.reduce((sum, count) => sum + count.units, 0);
  return { title, calls, units, unit, dollars: (units * perMillion) / 1e6 };
};
