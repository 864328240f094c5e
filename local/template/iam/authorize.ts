import type { Statement } from "../../deployment.ts";
import { allConditionsHold } from "./policy-conditions.ts";
import { fits } from "./wildcards.ts";

/** What a caller wants to do. */
export interface AccessRequest {
  /** Such as `dynamodb:UpdateItem`. */
  action: string;
  /** ARN, or `*` for an action that has no resource. */
  resource: string;
  /**
   * Condition keys of the request, e.g. `{"dynamodb:LeadingKeys": ["part#retake-cim-survey@2027"]}`; leave out what it
   * lacks.
   */
  context: Record<string, string[]>;
}

export type Verdict = { allowed: true } | { allowed: false; why: string };

const applies = (statement: Statement, { action, resource, context }: AccessRequest): boolean =>
  statement.actions.some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase())) &&
  statement.resources.some((pattern) => fits(pattern, resource)) &&
  allConditionsHold(statement.conditions, context);

const nearest = (statements: Statement[], request: AccessRequest): string => {
  const named = statements.filter(
    ({ effect, actions }) =>
      effect === "Allow" && actions.some((pattern) => fits(pattern.toLowerCase(), request.action.toLowerCase())),
  );
  if (named.length === 0) return "no statement allows this action";
  const there = named.filter(({ resources }) => resources.some((pattern) => fits(pattern, request.resource)));
  return there.length === 0
    ? `the action is allowed on ${named.flatMap(({ resources }) => resources).join(", ")} only`
    : `the conditions ${there.map(({ conditions }) => JSON.stringify(conditions)).join(", ")} do not hold`;
};

/**
 * Evaluates a role's policies as IAM does: what no statement allows is denied, and one `Deny` outweighs every `Allow`.
 * Actions are compared without regard to case, resources with it; `*` and `?` are wildcards in both.
 * Source: IAM user guide, "Policy evaluation logic".
 * @returns allowed, or why not, in words that name the nearest grant.
 * @throws Error naming a condition operator that is not understood.
 */
export const authorize = (statements: Statement[], request: AccessRequest): Verdict => {
  const meant = statements.filter((statement) => applies(statement, request));
  const what = `${request.action} on ${request.resource}`;
  if (meant.some(({ effect }) => effect === "Deny")) return { allowed: false, why: `${what}: a statement denies it` };
  if (meant.length > 0) return { allowed: true };
  return { allowed: false, why: `${what}: ${nearest(statements, request)}` };
};
