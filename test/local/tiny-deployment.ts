import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeployedFunction, Deployment, Statement } from "../../local/deployment.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** A function bundle of a few lines, written to a temporary folder. */
export const bundle = (source: string): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "index.mjs"), source);
  return folder;
};

export const REGION = "us-east-1";
export const ACCOUNT = "111122223333";

export const arn = (service: string, resource: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

export const allow = (actions: string[], resources: string[], conditions: Statement["conditions"] = {}): Statement => ({
  effect: "Allow",
  actions,
  resources,
  conditions,
});

export const aFunction = (name: string, overrides: Partial<DeployedFunction> = {}): DeployedFunction => ({
  name,
  functionName: `matchward-test-${name}`,
  arn: arn("lambda", `function:matchward-test-${name}`),
  codePath: "/nowhere",
  handler: "index.handler",
  environment: {},
  timeoutSeconds: 5,
  memoryMb: 128,
  roleArn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
  statements: [],
  invokers: [],
  onFailureArn: undefined,
  maximumRetryAttempts: 0,
  ...overrides,
});

export const aQueue = (name: string, overrides: Partial<Deployment["queues"][number]> = {}) => ({
  name,
  arn: arn("sqs", name),
  url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
  visibilityTimeoutSeconds: 30,
  deadLetterArn: undefined,
  maxReceiveCount: undefined,
  ...overrides,
});

export const aTable = (name: string): Deployment["tables"][number] => ({
  name,
  arn: arn("dynamodb", `table/${name}`),
  streamArn: arn("dynamodb", `table/${name}/stream/1`),
  definition: {
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [],
    StreamViewType: "NEW_AND_OLD_IMAGES",
  },
});

/** A deployment of nothing, with what a test lays over it. */
export const aDeployment = (overrides: Partial<Deployment> = {}): Deployment => ({
  region: REGION,
  accountId: ACCOUNT,
  functions: [],
  tables: [],
  queues: [],
  topics: [],
  buses: [],
  rules: [],
  schedules: [],
  mappings: [],
  apis: [],
  buckets: [],
  secrets: [],
  emailTemplates: [],
  configurationSets: [],
  emailIdentities: [],
  userPools: [],
  ...overrides,
});
