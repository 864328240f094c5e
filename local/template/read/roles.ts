import * as z from "zod/mini";
import type { Statement } from "../../deployment.ts";
import { fault, type Place } from "../fault.ts";
import { allConditionsHold, checkConditions } from "../iam/policy-conditions.ts";
import { attributeOf, nameOf } from "../intrinsics.ts";
import { harmless, oneOrMany, understood } from "../properties.ts";
import { placeOf, type World } from "../world.ts";

const conditionValues = z.pipe(
  z.union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))]),
  z.transform((value): string[] => (Array.isArray(value) ? value : [value]).map(String)),
);
const Conditions = z._default(z.record(z.string(), z.record(z.string(), conditionValues)), {});

const statement = {
  Sid: z.optional(z.string()),
  Effect: z.enum(["Allow", "Deny"]),
  Action: oneOrMany,
  Condition: Conditions,
};
const document = <Each extends z.ZodMiniType>(each: Each) =>
  z.strictObject({
    Version: z.literal("2012-10-17", "only policy version 2012-10-17 is understood"),
    Id: z.optional(z.string()),
    Statement: z.union([
      z.array(each),
      z.pipe(
        each,
        z.transform((one) => [one]),
      ),
    ]),
  });

const Grants = document(z.strictObject({ ...statement, Resource: oneOrMany }));
const principal = z.union([z.literal("*"), z.record(z.string(), oneOrMany)]);
const Trust = document(z.strictObject({ ...statement, Principal: principal }));
/** A policy on a resource: who may do what with it. */
export const ResourceGrants = document(z.strictObject({ ...statement, Principal: principal, Resource: oneOrMany }));

const policyNames = { PolicyName: z.optional(z.string()) };
const Role = z.strictObject({
  RoleName: z.optional(z.string()),
  Path: z.optional(z.string()),
  AssumeRolePolicyDocument: Trust,
  ManagedPolicyArns: z._default(z.array(z.string()), []),
  Policies: z._default(z.array(z.strictObject({ ...policyNames, PolicyDocument: Grants })), []),
  ...harmless({ Description: "a remark", MaxSessionDuration: "AWS renews sessions itself", Tags: "labels" }),
});
const Policy = z.strictObject({ ...policyNames, Roles: z.array(z.string()), PolicyDocument: Grants });
const ManagedPolicy = z.strictObject({
  ManagedPolicyName: z.optional(z.string()),
  Path: z.optional(z.string()),
  Description: z.optional(z.string()),
  Roles: z._default(z.array(z.string()), []),
  PolicyDocument: Grants,
});

/** A role, with all that its policies say and who may act in it. */
export interface DeployedRole {
  arn: string;
  statements: Statement[];
  /** Whether a service may act in this role. */
  trusts(service: string, context: Record<string, string[]>): boolean;
}

const logging: Statement = {
  effect: "Allow",
  actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
  resources: ["*"],
  conditions: {},
};

/** AWS's own policies that a role may name, and what they grant. */
const awsPolicies: Readonly<Record<string, Statement[]>> = {
  "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole": [logging],
};

const asStatements = ({ Statement: list }: z.infer<typeof Grants>, place: Place): Statement[] =>
  list.map(({ Effect, Action, Resource, Condition }) => {
    if ([...Action, ...Resource].some((each) => each.includes("${")))
      throw fault(place, "policy variables are not understood");
    const unknown = checkConditions(Condition);
    if (unknown) throw fault(place, unknown);
    return { effect: Effect, actions: Action, resources: Resource, conditions: Condition };
  });

const trusts = (document: z.infer<typeof Trust>) => (service: string, context: Record<string, string[]>) => {
  const meant = document.Statement.filter(
    ({ Principal, Action, Condition }) =>
      Principal !== "*" &&
      Principal.Service?.includes(service) &&
      Action.includes("sts:AssumeRole") &&
      allConditionsHold(Condition, context),
  );
  return meant.some(({ Effect }) => Effect === "Allow") && !meant.some(({ Effect }) => Effect === "Deny");
};

/**
 * Every role of the app with the statements of its inline, attached and managed policies. @throws TemplateFault for
 * what is not understood.
 */
export const readRoles = (world: World): DeployedRole[] => {
  const attached = [
    ...understood(world, "AWS::IAM::Policy", Policy),
    ...understood(world, "AWS::IAM::ManagedPolicy", ManagedPolicy),
  ].map(({ resource, properties }) => ({
    arn: resource.type === "AWS::IAM::ManagedPolicy" ? attributeOf(resource, "PolicyArn", world) : undefined,
    roles: properties.Roles,
    statements: asStatements(properties.PolicyDocument, placeOf(resource, "PolicyDocument")),
  }));
  return understood(world, "AWS::IAM::Role", Role).map(({ resource, properties }) => {
    const name = nameOf(resource, world);
    const named = properties.ManagedPolicyArns.map((arn) => {
      const found = awsPolicies[arn] ?? attached.find((policy) => policy.arn === arn)?.statements;
      if (!found) throw fault(placeOf(resource, "ManagedPolicyArns"), `what ${arn} grants is not known`);
      return found;
    });
    return {
      arn: attributeOf(resource, "Arn", world),
      trusts: trusts(properties.AssumeRolePolicyDocument),
      statements: [
        ...properties.Policies.flatMap((policy) => asStatements(policy.PolicyDocument, placeOf(resource, "Policies"))),
        ...named.flat(),
        ...attached.filter(({ roles }) => roles.includes(name)).flatMap(({ statements }) => statements),
      ],
    };
  });
};
