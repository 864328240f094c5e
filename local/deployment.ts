/**
 * What a synthesized CloudFormation app deploys, as the local run needs it: every intrinsic resolved, every name and
 * ARN made up in the way AWS would. A resource type, intrinsic, trigger or property value that is not understood is an
 * error that names it; nothing is ignored in silence.
 */
export interface Deployment {
  region: string;
  accountId: string;
  functions: DeployedFunction[];
  tables: DeployedTable[];
  queues: DeployedQueue[];
  topics: DeployedTopic[];
  /** Custom buses; the default bus always exists. */
  buses: { name: string; arn: string }[];
  rules: DeployedRule[];
  schedules: DeployedSchedule[];
  mappings: DeployedMapping[];
  apis: DeployedApi[];
  buckets: { name: string; arn: string; eventBridge: boolean }[];
  secrets: { name: string; arn: string; generate: SecretGeneration | undefined; value: string | undefined }[];
  emailTemplates: { name: string; subject: string; html: string; text: string }[];
  configurationSets: DeployedConfigurationSet[];
  emailIdentities: { name: string; arn: string }[];
  userPools: DeployedUserPool[];
}

export interface SecretGeneration {
  template: string;
  key: string;
  length: number;
}

/** One statement of a role's policies, with `Action` and `Resource` as lists and every ARN resolved. */
export interface Statement {
  effect: "Allow" | "Deny";
  actions: string[];
  resources: string[];
  /** Operator → condition key → values, e.g. `{"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["part#*"]}}`. */
  conditions: Record<string, Record<string, string[]>>;
}

/** A user pool of Cognito, and as whom pages send people there. */
export interface DeployedUserPool {
  /** Address of the OpenID Connect provider that it is. */
  issuer: string;
  clients: DeployedUserPoolClient[];
}

export interface DeployedUserPoolClient {
  clientId: string;
  clientSecret: string;
  /** Where people may be sent back to: who signed in, and who signed out. */
  callbacks: string[];
  signedOut: string[];
}

export interface DeployedFunction {
  /** Folder name under `functions/`, e.g. `send-mail`; from the function's name. */
  name: string;
  functionName: string;
  arn: string;
  /** Folder of the synthesized bundle. */
  codePath: string;
  /** Module and export, e.g. `index.handler`. */
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMb: number;
  roleArn: string;
  statements: Statement[];
  /** Services that may invoke it, with the source ARN pattern where one is given (`AWS::Lambda::Permission`). */
  invokers: { principal: string; sourceArn: string | undefined }[];
  /** Where a failed asynchronous invocation goes (queue ARN), and how often it is retried. */
  onFailureArn: string | undefined;
  maximumRetryAttempts: number;
}

export interface DeployedTable {
  name: string;
  arn: string;
  streamArn: string | undefined;
  /** Attribute names and their types, key schema, indexes: as `CreateTable` takes them. */
  definition: {
    AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
    KeySchema: { AttributeName: string; KeyType: string }[];
    GlobalSecondaryIndexes: Record<string, unknown>[];
    StreamViewType: string | undefined;
  };
}

export interface DeployedQueue {
  name: string;
  arn: string;
  url: string;
  visibilityTimeoutSeconds: number;
  deadLetterArn: string | undefined;
  maxReceiveCount: number | undefined;
}

export interface DeployedTopic {
  name: string;
  arn: string;
  /** The queues that it feeds. Whom else it tells, AWS does. */
  subscriptions: { queueArn: string; raw: boolean; deadLetterArn: string | undefined }[];
}

export interface DeployedConfigurationSet {
  name: string;
  arn: string;
  /** Buses and topics that are told of mails, each with the types of events that it wants. */
  eventBusDestinations: { arn: string; types: string[] }[];
  topicDestinations: { arn: string; types: string[] }[];
}

export interface DeployedRule {
  name: string;
  arn: string;
  busArn: string;
  pattern: Record<string, unknown>;
  targets: { arn: string; deadLetterArn: string | undefined }[];
}

export interface DeployedSchedule {
  name: string;
  arn: string;
  /** `cron(…)`, `rate(…)` or `at(…)`. */
  expression: string;
  timeZone: string;
  targetArn: string;
  roleArn: string;
  /** Statements of the schedule's own role: it must be granted the invocation. */
  statements: Statement[];
  /** JSON text; may hold `<aws.scheduler.scheduled-time>`. */
  input: string;
  deadLetterArn: string | undefined;
}

export interface DeployedMapping {
  /** Stream or queue. */
  sourceArn: string;
  functionArn: string;
  batchSize: number;
  filters: Record<string, unknown>[];
  reportsItemFailures: boolean;
  bisectOnError: boolean;
  maximumRetryAttempts: number | undefined;
  onFailureArn: string | undefined;
}

export interface DeployedApi {
  id: string;
  /** Routes such as `GET /s/{token}`. */
  routes: { method: string; path: string; functionArn: string }[];
}
