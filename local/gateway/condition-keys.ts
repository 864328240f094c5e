import type { Deployment, Statement } from "../deployment.ts";

/** Services whose calls are authorized here; statements on others (logs, keys) change nothing in a local run. */
const AUTHORIZED = ["dynamodb:", "sqs:", "ses:", "s3:", "events:", "secretsmanager:", "lambda:"];

/** Condition keys that the gateway fills in for each call. */
const FILLED_IN = new Set([
  "dynamodb:LeadingKeys",
  "dynamodb:Attributes",
  "ses:FromAddress",
  "ses:Recipients",
  "s3:prefix",
]);

const isAuthorized = (action: string): boolean =>
  AUTHORIZED.some((prefix) => action === "*" || action.toLowerCase().startsWith(prefix));

const unfilled = ({ actions, conditions }: Statement): string[] =>
  actions.some(isAuthorized)
    ? Object.values(conditions).flatMap((keys) => Object.keys(keys).filter((key) => !FILLED_IN.has(key)))
    : [];

/**
 * Refuses a deployment whose policies ask for a condition key that the gateway never fills in: such a grant would hold
 * or fail here for another reason than on AWS. Throws an Error naming the function and the key.
 */
export const checkConditionKeys = ({ functions }: Pick<Deployment, "functions">): void => {
  for (const { name, statements } of functions) {
    const [key] = statements.flatMap(unfilled);
    if (key !== undefined) {
      throw new Error(`The local run does not know the condition key ${key}, which a policy of ${name} asks for.`);
    }
  }
};
