import { createHash } from "node:crypto";

/** What a resource is called, and where; enough for its ARN. */
export interface Named {
  name: string;
  /** Stack and logical id: what made-up ids are worked out from. */
  seed: string;
  region: string;
  accountId: string;
  apiUrl: string;
  /** A string property of the resource, resolved, or what it is when absent. */
  property(name: string, otherwise: string): string;
}

/** How AWS names a kind of resource. */
interface Naming {
  /** The way to the property that holds the name; without one, the name is made up. */
  name?: readonly string[];
  /** Makes a name up from stack and logical id where the template gives none. */
  invent?: (seed: string) => string;
  ref: (named: Named) => string;
  attributes: Record<string, (named: Named) => string>;
}

const digest = (seed: string): string => createHash("sha256").update(seed).digest("hex");
const uuid = (seed: string): string => digest(seed).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
const arn = (service: string, rest: (named: Named) => string) => (named: Named) =>
  `arn:aws:${service}:${named.region}:${named.accountId}:${rest(named)}`;
const ownName = ({ name }: Named): string => name;

const table = arn("dynamodb", ({ name }) => `table/${name}`);
const tableNaming: Naming = {
  name: ["TableName"],
  ref: ownName,
  attributes: {
    Arn: table,
    TableId: ({ seed }) => uuid(seed),
    StreamArn: (named) => `${table(named)}/stream/2026-01-01T00:00:00.000`,
  },
};
const secretArn = arn("secretsmanager", ({ name, seed }) => `secret:${name}-${digest(seed).slice(0, 6)}`);
const topicArn = arn("sns", ownName);
const ruleBus = ({ property }: Named): string => property("EventBusName", "default").replace(/^.*event-bus\//, "");
const ruleInBus = (named: Named): string =>
  ruleBus(named) === "default" ? named.name : `${ruleBus(named)}/${named.name}`;
const iam = (kind: string) => (named: Named) =>
  `arn:aws:iam::${named.accountId}:${kind}${named.property("Path", "/")}${named.name}`;
const byName = (property: string, attributes: Naming["attributes"] = {}): Naming => ({
  name: [property],
  ref: ownName,
  attributes,
});
const byId: Naming = { ref: ({ seed }) => digest(seed).slice(0, 10), attributes: {} };

const poolId = ({ region, name }: Named): string => `${region}_${name}`;
const clientId = ({ seed }: Named): string => digest(seed).slice(0, 26);

/** Ref and Fn::GetAtt of every type that the local run knows; a type that is missing here is not understood. */
export const namings: Readonly<Record<string, Naming>> = {
  "AWS::DynamoDB::GlobalTable": tableNaming,
  "AWS::DynamoDB::Table": tableNaming,
  "AWS::KMS::Key": {
    invent: uuid,
    ref: ownName,
    attributes: { Arn: arn("kms", ({ name }) => `key/${name}`), KeyId: ownName },
  },
  "AWS::KMS::Alias": byName("AliasName"),
  "AWS::SQS::Queue": {
    name: ["QueueName"],
    ref: ({ region, accountId, name }) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
    attributes: {
      Arn: arn("sqs", ownName),
      QueueName: ownName,
      QueueUrl: ({ region, accountId, name }) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
    },
  },
  "AWS::Lambda::Function": byName("FunctionName", { Arn: arn("lambda", ({ name }) => `function:${name}`) }),
  "AWS::Lambda::EventSourceMapping": { invent: uuid, ref: ownName, attributes: { Id: ownName } },
  "AWS::IAM::Role": byName("RoleName", {
    Arn: iam("role"),
    RoleId: ({ seed }) => `AROA${digest(seed).slice(0, 17).toUpperCase()}`,
  }),
  "AWS::IAM::Policy": byName("PolicyName"),
  "AWS::IAM::ManagedPolicy": {
    name: ["ManagedPolicyName"],
    ref: iam("policy"),
    attributes: { PolicyArn: iam("policy") },
  },
  "AWS::Events::EventBus": byName("Name", { Arn: arn("events", ({ name }) => `event-bus/${name}`), Name: ownName }),
  "AWS::Events::Rule": {
    name: ["Name"],
    ref: (named) => ruleInBus(named).replace("/", "|"),
    attributes: { Arn: arn("events", (named) => `rule/${ruleInBus(named)}`) },
  },
  "AWS::Scheduler::Schedule": byName("Name", {
    Arn: arn("scheduler", (named) => `schedule/${named.property("GroupName", "default")}/${named.name}`),
  }),
  "AWS::Scheduler::ScheduleGroup": byName("Name", { Arn: arn("scheduler", ({ name }) => `schedule-group/${name}`) }),
  "AWS::SES::ConfigurationSet": byName("Name"),
  "AWS::SES::Template": { name: ["Template", "TemplateName"], ref: ownName, attributes: { Id: ownName } },
  "AWS::SES::EmailIdentity": byName("EmailIdentity"),
  "AWS::S3::Bucket": {
    name: ["BucketName"],
    invent: (seed) => seed.toLowerCase(),
    ref: ownName,
    attributes: {
      Arn: ({ name }) => `arn:aws:s3:::${name}`,
      DomainName: ({ name }) => `${name}.s3.amazonaws.com`,
      RegionalDomainName: ({ name, region }) => `${name}.s3.${region}.amazonaws.com`,
    },
  },
  "AWS::SecretsManager::Secret": { name: ["Name"], ref: secretArn, attributes: { Id: secretArn } },
  "AWS::ApiGatewayV2::Api": {
    invent: (seed) => digest(seed).slice(0, 10),
    ref: ownName,
    attributes: { ApiId: ownName, ApiEndpoint: ({ apiUrl }) => apiUrl },
  },
  "AWS::ApiGatewayV2::Integration": byId,
  "AWS::ApiGatewayV2::Route": byId,
  "AWS::ApiGatewayV2::Stage": byName("StageName"),
  "AWS::Cognito::UserPool": {
    invent: (seed) => digest(seed).slice(0, 9),
    ref: poolId,
    attributes: {
      Arn: arn("cognito-idp", (named) => `userpool/${poolId(named)}`),
      ProviderName: (named) => `cognito-idp.${named.region}.amazonaws.com/${poolId(named)}`,
      ProviderURL: (named) => `https://cognito-idp.${named.region}.amazonaws.com/${poolId(named)}`,
      UserPoolId: poolId,
    },
  },
  "AWS::Cognito::UserPoolClient": {
    ref: clientId,
    attributes: { ClientId: clientId, ClientSecret: ({ seed }) => digest(`${seed}/secret`) },
  },
  "AWS::Cognito::UserPoolDomain": byId,
  "AWS::Cognito::UserPoolIdentityProvider": { ref: ({ property }) => property("ProviderName", ""), attributes: {} },
  "AWS::Logs::LogGroup": byName("LogGroupName", { Arn: arn("logs", ({ name }) => `log-group:${name}:*`) }),
  "AWS::CloudWatch::Alarm": byName("AlarmName", { Arn: arn("cloudwatch", ({ name }) => `alarm:${name}`) }),
  "AWS::CloudWatch::Dashboard": byName("DashboardName"),
  "AWS::SNS::Topic": { name: ["TopicName"], ref: topicArn, attributes: { TopicArn: topicArn, TopicName: ownName } },
};
