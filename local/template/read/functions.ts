import { existsSync } from "node:fs";
import * as z from "zod/mini";
import type { DeployedFunction } from "../../deployment.ts";
import { fault } from "../fault.ts";
import { authorize } from "../iam/authorize.ts";
import { attributeOf, nameOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import { placeOf, type Resource, type World } from "../world.ts";
import type { DeployedRole } from "./roles.ts";

const LambdaFunction = z.strictObject({
  FunctionName: z.optional(z.string()),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.literal("nodejs24.x", "functions run on Node 24 here"),
  PackageType: z.optional(z.literal("Zip")),
  Role: z.string(),
  Environment: z._default(z.strictObject({ Variables: z.record(z.string(), z.string()) }), { Variables: {} }),
  DeadLetterConfig: z.optional(z.strictObject({ TargetArn: z.string() })),
  // Lambda's own defaults, in seconds and MB.
  Timeout: z._default(z.int(), 3),
  MemorySize: z._default(z.int(), 128),
  ...harmless({
    Architectures: "the bundle is JavaScript",
    Description: "a remark",
    EphemeralStorage: "how much may lie in /tmp",
    KmsKeyArn: "nothing on this machine is encrypted",
    LoggingConfig: "functions log to the console",
    RecursiveLoop: "AWS's guard against loops",
    ReservedConcurrentExecutions: "the local run does one thing at a time for each function",
    RuntimeManagementConfig: "when AWS updates the runtime",
    Tags: "labels",
    TracingConfig: "traces go nowhere here",
  }),
});

const Permission = z.strictObject({
  Action: z.literal("lambda:InvokeFunction"),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.optional(z.string()),
  ...harmless({ SourceAccount: "there is one account here" }),
});

const EventInvokeConfig = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal("$LATEST"),
  MaximumRetryAttempts: z.optional(z.int()),
  DestinationConfig: z.optional(z.strictObject({ OnFailure: z.optional(z.strictObject({ Destination: z.string() })) })),
  ...harmless({ MaximumEventAgeInSeconds: "the clock stands still between retries" }),
});

/** Lambda tries a failed asynchronous invocation twice more unless told otherwise. */
const RETRIES = 2;

const folderName = (resource: Resource): string => {
  const folder = resource.metadata["matchward:function"];
  if (typeof folder === "string" && folder !== "") return folder;
  throw fault(
    placeOf(resource, "Metadata", "matchward:function"),
    "missing; it names the function's folder under functions/",
  );
};

const codePath = (resource: Resource, key: string): string => {
  const path = resource.stack.assets.get(key);
  const place = placeOf(resource, "Code", "S3Key");
  if (path === undefined) throw fault(place, `no zipped asset of this app is called ${key}`);
  if (!existsSync(path)) throw fault(place, `the asset's folder ${path} is missing; synthesize again`);
  return path;
};

const roleOf = (resource: Resource, arn: string, roles: DeployedRole[]): DeployedRole => {
  const role = roles.find((each) => each.arn === arn);
  if (!role) throw fault(placeOf(resource, "Role"), `there is no role ${arn} in this app`);
  if (!role.trusts("lambda.amazonaws.com", {}))
    throw fault(placeOf(resource, "Role"), "the role does not trust lambda.amazonaws.com");
  return role;
};

/** Finds a function by its name or ARN, as CloudFormation lets other resources name one. */
export const functionNamed = (
  functions: readonly DeployedFunction[],
  name: string,
  resource: Resource,
  ...path: string[]
): DeployedFunction => {
  const found = functions.find(({ functionName, arn }) => functionName === name || arn === name);
  if (!found) throw fault(placeOf(resource, ...path), `there is no function ${name} in this app`);
  return found;
};

const mayReach = (made: DeployedFunction, resource: Resource): DeployedFunction => {
  if (made.onFailureArn === undefined) return made;
  const verdict = authorize(made.statements, { action: "sqs:SendMessage", resource: made.onFailureArn, context: {} });
  if (!verdict.allowed)
    throw fault(placeOf(resource), `its failures have nowhere to go, which AWS refuses: ${verdict.why}`);
  return made;
};

const refuseForeignUrl = (resource: Resource, environment: Record<string, string>): void => {
  const named = Object.entries(environment).find(([, value]) => value.includes(".execute-api."));
  if (named)
    throw fault(placeOf(resource, "Environment", named[0]), "give the API's address as its ApiEndpoint attribute");
};

/**
 * Every function of the app, with the statements of its role, who may invoke it and where its failures go.
 * @throws TemplateFault for a property that is not understood, a missing bundle or role, or failures that its role may
 * not send on.
 */
export const readFunctions = (world: World, roles: DeployedRole[]): DeployedFunction[] => {
  const permissions = understood(world, "AWS::Lambda::Permission", Permission);
  const configs = understood(world, "AWS::Lambda::EventInvokeConfig", EventInvokeConfig);
  const functions = understood(world, "AWS::Lambda::Function", LambdaFunction).map(({ resource, properties }) => {
    const functionName = nameOf(resource, world);
    const arn = attributeOf(resource, "Arn", world);
    const isMe = (name: string): boolean => name === functionName || name === arn;
    const config = configs.find((each) => isMe(each.properties.FunctionName))?.properties;
    refuseForeignUrl(resource, properties.Environment.Variables);
    const made: DeployedFunction = {
      name: folderName(resource),
      functionName,
      arn,
      codePath: codePath(resource, properties.Code.S3Key),
      handler: properties.Handler,
      environment: properties.Environment.Variables,
      timeoutSeconds: properties.Timeout,
      memoryMb: properties.MemorySize,
      roleArn: properties.Role,
      statements: roleOf(resource, properties.Role, roles).statements,
      invokers: permissions
        .filter((each) => isMe(each.properties.FunctionName))
        .map(({ properties: { Principal, SourceArn } }) => ({ principal: Principal, sourceArn: SourceArn })),
      onFailureArn: config?.DestinationConfig?.OnFailure?.Destination ?? properties.DeadLetterConfig?.TargetArn,
      maximumRetryAttempts: config?.MaximumRetryAttempts ?? RETRIES,
    };
    return mayReach(made, resource);
  });
  for (const { resource, properties } of [...permissions, ...configs]) {
    functionNamed(functions, properties.FunctionName, resource, "FunctionName");
  }
  return functions;
};
