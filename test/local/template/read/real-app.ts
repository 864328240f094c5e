import {
  App,
  aws_apigatewayv2 as apigateway,
  aws_cloudwatch as cloudwatch,
  Duration,
  aws_dynamodb as dynamodb,
  aws_lambda_event_sources as eventSources,
  aws_events as events,
  aws_apigatewayv2_integrations as integrations,
  aws_kms as kms,
  aws_lambda as lambda,
  aws_logs as logs,
  Stack,
  aws_s3 as s3,
  aws_scheduler as scheduler,
  aws_scheduler_targets as schedulerTargets,
  aws_secretsmanager as secrets,
  aws_ses as ses,
  aws_sns as sns,
  aws_sqs as sqs,
  TimeZone,
  aws_events_targets as targets,
} from "aws-cdk-lib";
import type { Construct } from "constructs";

const fn = (
  scope: Construct,
  name: string,
  code: string,
  environment: Record<string, string>,
  deadLetter?: sqs.Queue,
) => {
  const made = new lambda.Function(scope, name, {
    functionName: `matchward-test-${name}`,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: "index.handler",
    code: lambda.Code.fromAsset(code),
    environment,
    timeout: Duration.seconds(20),
    memorySize: 512,
    tracing: lambda.Tracing.ACTIVE,
    logGroup: new logs.LogGroup(scope, `${name}-log`, { retention: logs.RetentionDays.ONE_YEAR }),
    ...(deadLetter && { deadLetterQueue: deadLetter }),
  });
  if (made.node.defaultChild instanceof lambda.CfnFunction)
    made.node.defaultChild.addMetadata("matchward:function", name);
  return made;
};

const makeTables = (scope: Stack) => {
  const key = new kms.Key(scope, "Key", { enableKeyRotation: true, alias: "alias/records" });
  new dynamodb.Table(scope, "Extra", {
    partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
    encryptionKey: key,
  });
  const table = new dynamodb.TableV2(scope, "Table", {
    partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
    sortKey: { name: "sk", type: dynamodb.AttributeType.STRING },
    dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    globalSecondaryIndexes: [
      { indexName: "by-day", partitionKey: { name: "day", type: dynamodb.AttributeType.STRING } },
    ],
  });
  return table;
};

const makeQueues = (work: Stack) => {
  const dlq = new sqs.Queue(work, "DeadLetters", { enforceSSL: true });
  const queue = new sqs.Queue(work, "Mails", {
    deadLetterQueue: { queue: dlq, maxReceiveCount: 3 },
    visibilityTimeout: Duration.seconds(120),
    enforceSSL: true,
  });
  return { dlq, queue };
};

const makeMail = (work: Stack) => {
  const set = new ses.ConfigurationSet(work, "Set");
  set.addEventDestination("ToBus", {
    destination: ses.EventDestination.eventBus(events.EventBus.fromEventBusName(work, "Default", "default")),
    events: [ses.EmailSendingEvent.BOUNCE],
  });
  const identity = new ses.EmailIdentity(work, "Sender", { identity: ses.Identity.email("careers@example.edu") });
  new ses.CfnTemplate(work, "Survey", {
    template: {
      templateName: "matchward-survey",
      subjectPart: "Hi {{text.firstName}}",
      htmlPart: "<p>{{html.firstName}}</p>",
      textPart: "Hi {{text.firstName}}",
    },
  });
  return { set, identity };
};

const makeStores = (work: Stack) => {
  const secret = new secrets.Secret(work, "LinkKey", {
    generateSecretString: {
      secretStringTemplate: "{}",
      generateStringKey: "key",
      passwordLength: 64,
      excludePunctuation: true,
    },
  });
  const bucket = new s3.Bucket(work, "Rosters", {
    enforceSSL: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  });
  if (bucket.node.defaultChild instanceof s3.CfnBucket)
    bucket.node.defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  return { secret, bucket };
};

/** What the functions of the app share. */
interface Shared extends ReturnType<typeof makeQueues>, ReturnType<typeof makeMail>, ReturnType<typeof makeStores> {
  work: Stack;
  code: string;
  table: dynamodb.TableV2;
  bus: events.EventBus;
}

const publishChanges = ({ work, code, table, bus, dlq }: Shared): void => {
  const publish = fn(work, "publish-changes", code, { EVENT_BUS: bus.eventBusName });
  bus.grantPutEventsTo(publish);
  publish.addEventSource(
    new eventSources.DynamoEventSource(table as dynamodb.ITable, {
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: 50,
      bisectBatchOnError: true,
      retryAttempts: 3,
      reportBatchItemFailures: true,
      onFailure: new eventSources.SqsDlq(dlq),
      filters: [
        lambda.FilterCriteria.filter({
          eventName: lambda.FilterRule.or("INSERT", "MODIFY"),
          dynamodb: { Keys: { pk: { S: lambda.FilterRule.beginsWith("part#") } } },
        }),
      ],
    }),
  );
};

const sendMail = ({ work, code, table, queue, secret, set, identity }: Shared, siteUrl: string): void => {
  const send = fn(work, "send-mail", code, {
    RECORDS_TABLE: table.tableName,
    SENDER_IDENTITY_ARN: identity.emailIdentityArn,
    CONFIGURATION_SET: set.configurationSetName,
    LINK_KEY_SECRET: secret.secretArn,
    SITE_URL: siteUrl,
  });
  send.addEventSource(
    new eventSources.SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true, maxConcurrency: 2 }),
  );
  table.grantReadWriteData(send);
  secret.grantRead(send);
  identity.grantSendEmail(send);
};

const openMilestone = ({ work, code, table, queue, dlq }: Shared): void => {
  const open = fn(work, "open-milestone", code, { RECORDS_TABLE: table.tableName, MAIL_QUEUE_URL: queue.queueUrl });
  queue.grantSendMessages(open);
  table.grantReadData(open);
  new scheduler.Schedule(work, "Retake", {
    schedule: scheduler.ScheduleExpression.cron({
      minute: "0",
      hour: "9",
      day: "1",
      month: "4",
      timeZone: TimeZone.AMERICA_NEW_YORK,
    }),
    target: new schedulerTargets.LambdaInvoke(open, {
      input: scheduler.ScheduleTargetInput.fromObject({
        type: "milestone.came",
        scheduledAt: scheduler.ContextAttribute.scheduledTime,
      }),
      deadLetterQueue: dlq,
      retryAttempts: 5,
    }),
  });
};

const serveSite = ({ work, code }: Shared): string => {
  const site = fn(work, "site", code, {});
  const api = new apigateway.HttpApi(work, "Web", {});
  api.addRoutes({
    path: "/s/{token}",
    methods: [apigateway.HttpMethod.GET, apigateway.HttpMethod.POST],
    integration: new integrations.HttpLambdaIntegration("Site", site),
  });
  return api.apiEndpoint;
};

const tellTheSchool = ({ work, code, table, bus, dlq }: Shared): void => {
  const tell = fn(work, "tell-the-school", code, { RECORDS_TABLE: table.tableName }, dlq);
  new events.Rule(work, "Completed", {
    eventBus: bus,
    eventPattern: { source: ["matchward"], detailType: ["survey.completed"] },
    targets: [new targets.LambdaFunction(tell, { deadLetterQueue: dlq, retryAttempts: 3 })],
  });
};

const importRoster = ({ work, code, table, bucket }: Shared): void => {
  const imports = fn(work, "import-roster", code, { RECORDS_TABLE: table.tableName });
  imports.configureAsyncInvoke({ retryAttempts: 1 });
  bucket.grantRead(imports, "incoming/*");
  new events.Rule(work, "Uploaded", {
    eventPattern: {
      source: ["aws.s3"],
      detailType: ["Object Created"],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ suffix: ".csv" }] } },
    },
    targets: [new targets.LambdaFunction(imports)],
  });
};

const raiseAlarms = ({ work, dlq }: Shared): void => {
  new sns.Topic(work, "Alarms", { enforceSSL: true });
  new cloudwatch.Alarm(work, "Late", {
    metric: dlq.metricApproximateNumberOfMessagesVisible(),
    threshold: 1,
    evaluationPeriods: 1,
  });
};

/**
 * Synthesizes a small app made of the same constructs as the product, in two stacks that refer to one another.
 * @param outdir where the assembly goes.
 * @param code folder that every function takes as its code.
 */
export const synthesizeRealApp = (outdir: string, code: string): string => {
  const app = new App({ outdir, context: { "aws:cdk:bundling-stacks": [] } });
  const table = makeTables(new Stack(app, "Records"));
  const work = new Stack(app, "Workflow");
  const bus = new events.EventBus(work, "Bus");
  const shared: Shared = { work, code, table, bus, ...makeQueues(work), ...makeMail(work), ...makeStores(work) };
  sendMail(shared, serveSite(shared));
  for (const make of [publishChanges, openMilestone, tellTheSchool, importRoster, raiseAlarms]) make(shared);
  app.synth();
  return outdir;
};
