import type * as z from "zod/mini";
import { fault } from "../fault.ts";
import type { UnderstoodResource } from "../properties.ts";
import type { ResourceGrants } from "../read/roles.ts";
import { placeOf, type World } from "../world.ts";
import { allConditionsHold, checkConditions } from "./policy-conditions.ts";
import { fits } from "./wildcards.ts";

type ResourceStatement = z.output<typeof ResourceGrants>["Statement"][number];

/** What an AWS service wants to do with a resource that has a policy of its own. */
export interface ServiceWish {
  service: string;
  /** E.g. `sqs:SendMessage`. */
  action: string;
  resource: string;
  /** Condition keys of the request and their values. */
  context: Record<string, string[]>;
}

/** What a request of a service on behalf of a resource of this account says of itself. */
export const contextFor = (sourceArn: string, { accountId }: World): Record<string, string[]> => ({
  "aws:SourceArn": [sourceArn],
  "aws:SourceAccount": [accountId],
  "aws:SecureTransport": ["true"],
});

/**
 * Whether the statements of a resource's own policies let a service; as in AWS, not where none says so, or one says no.
 */
export const lets = (statements: readonly ResourceStatement[], wish: ServiceWish): boolean => {
  const meant = statements.filter(
    ({ Principal, Action, Resource, Condition }) =>
      (Principal === "*" || Principal.AWS?.includes("*") || Principal.Service?.includes(wish.service)) &&
      Action.some((pattern) => fits(pattern.toLowerCase(), wish.action.toLowerCase())) &&
      Resource.some((pattern) => fits(pattern, wish.resource)) &&
      allConditionsHold(Condition, wish.context),
  );
  return meant.some(({ Effect }) => Effect === "Allow") && !meant.some(({ Effect }) => Effect === "Deny");
};

/** The policies as they are. @throws TemplateFault for a condition that is not understood. */
export const checkedPolicies = <Properties extends { PolicyDocument: z.output<typeof ResourceGrants> }>(
  policies: UnderstoodResource<Properties>[],
): Properties[] =>
  policies.map(({ resource, properties }) => {
    const wrong = properties.PolicyDocument.Statement.map(({ Condition }) => checkConditions(Condition)).find(Boolean);
    if (wrong) throw fault(placeOf(resource, "PolicyDocument"), wrong);
    return properties;
  });
