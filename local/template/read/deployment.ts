import { resolve as absolute } from "node:path";
import type { Deployment } from "../../deployment.ts";
import { readAssembly } from "../assembly.ts";
import { fault, TemplateFault } from "../fault.ts";
import { unneeded } from "../unneeded.ts";
import { makeWorld, type World } from "../world.ts";
import { readApis } from "./apis.ts";
import { readConfigurationSets } from "./configuration-sets.ts";
import { readFunctions } from "./functions.ts";
import { readEmailIdentities, readEmailTemplates } from "./mail.ts";
import { readMappings } from "./mappings.ts";
import { readQueuePolicies, readQueues } from "./queues.ts";
import { readRoles } from "./roles.ts";
import { readBuses, readRules } from "./rules.ts";
import { readSchedules } from "./schedules.ts";
import { readBuckets, readSecrets } from "./stores.ts";
import { readTables } from "./tables.ts";
import { readTopicPolicies, readTopics } from "./topics.ts";
import { readUserPools } from "./user-pools.ts";

const read: ReadonlySet<string> = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::Cognito::UserPool",
  "AWS::Cognito::UserPoolClient",
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::Events::EventBus",
  "AWS::Events::Rule",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::Lambda::Permission",
  "AWS::S3::Bucket",
  "AWS::SES::ConfigurationSet",
  "AWS::SES::ConfigurationSetEventDestination",
  "AWS::SES::EmailIdentity",
  "AWS::SES::Template",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::Queue",
  "AWS::SQS::QueuePolicy",
  "AWS::Scheduler::Schedule",
  "AWS::SecretsManager::Secret",
]);

const refuseUnknownTypes = ({ stacks }: World): void => {
  for (const { name, template } of stacks) {
    for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
      if (!read.has(Type) && !(Type in unneeded))
        throw fault(
          { stack: name, logicalId, path: ["Type"] },
          `the local run does not know the resource type ${Type}`,
        );
    }
  }
};

/** Two resources of one name would be one on this machine, and an error in AWS. */
const refuseTwins = (deployment: Deployment): Deployment => {
  const { functions, tables, queues, topics, buses, rules, schedules, buckets, secrets, emailTemplates } = deployment;
  const names = [
    ...functions.map(({ name }) => `function ${name}`),
    ...[functions, tables, queues, topics, buses, rules, schedules, buckets, secrets].flatMap((kind) =>
      kind.map(({ arn }) => arn),
    ),
    ...emailTemplates.map(({ name }) => `template ${name}`),
  ];
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin) throw new TemplateFault(`two resources of this app are called ${twin}`);
  return deployment;
};

/**
 * Reads what a synthesized CDK app would deploy, with every name, ARN and intrinsic worked out.
 * @param assemblyDir the synthesized app, `cdk.out`.
 * @param options where the HTTP API will answer, without a slash at the end; and the account and region to stand in
 * for, by default those of the app, else AWS's example account in `us-east-1`.
 * @throws TemplateFault naming stack, logical id and property of the first thing that the local run cannot do or that
 * AWS would refuse; file system errors where the folder is no assembly.
 */
export const readDeployment = (
  assemblyDir: string,
  options: { apiUrl: string; region?: string; accountId?: string },
): Deployment => {
  const world = makeWorld(readAssembly(absolute(assemblyDir)), options);
  refuseUnknownTypes(world);
  const roles = readRoles(world);
  const tables = readTables(world);
  const queues = readQueues(world);
  const maySend = readQueuePolicies(world);
  const topics = readTopics(world, { queues, maySend });
  const buses = readBuses(world);
  const functions = readFunctions(world, roles);
  return refuseTwins({
    region: world.region,
    accountId: world.accountId,
    functions,
    tables,
    queues,
    topics,
    buses,
    rules: readRules(world, buses, { functions, queues, maySend }),
    schedules: readSchedules(world, { roles, functions, queues }),
    mappings: readMappings(world, { functions, queues, tables }),
    apis: readApis(world, functions),
    buckets: readBuckets(world),
    secrets: readSecrets(world),
    emailTemplates: readEmailTemplates(world),
    configurationSets: readConfigurationSets(world, { topics, mayPublish: readTopicPolicies(world) }),
    emailIdentities: readEmailIdentities(world),
    userPools: readUserPools(world),
  });
};
