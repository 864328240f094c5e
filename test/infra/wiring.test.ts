import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { LONGEST_WAIT } from "#adapters/pace/pace.ts";
import type { SchoolFunctionProps } from "../../infra/constructs/school-function.ts";
import { resourcesOf } from "./resources.ts";
import { PROGRAM, synthesized } from "./synthesized.ts";

const deployed = synthesized();
const { records, web, mail, workflow } = deployed.templates;

describe("schedules", () => {
  const schedules = resourcesOf(deployed, "AWS::Scheduler::Schedule").map(({ Properties }) => Properties);

  test("are one a milestone, one for each daily function, a later one for the mails, and one for every half hour, in the school's time zone", () => {
    const names = [
      ...PROGRAM.milestones.map(({ id }) => id),
      "remind",
      "remind-later",
      "advance-phase",
      "reconcile-mails",
      "tell-advisors",
      "tell-guests",
      "tell-office",
    ];
    expect(schedules.map(({ Name }) => Name).sort()).toEqual(names.map((name) => `matchward-dev-${name}`).sort());
    for (const schedule of schedules)
      expect(schedule).toMatchObject({ ScheduleExpressionTimezone: "America/New_York" });
  });

  test("tell the function the time for which they were meant, and keep what they could not deliver", () => {
    for (const { Target } of schedules) {
      expect(Target).toMatchObject({
        Input: expect.stringContaining('"scheduledAt":"<aws.scheduler.scheduled-time>"'),
        DeadLetterConfig: { Arn: expect.anything() },
      });
    }
  });

  test("name the milestone whose day it is", () => {
    workflow?.hasResourceProperties("AWS::Scheduler::Schedule", {
      Name: "matchward-dev-match-day",
      ScheduleExpression: "cron(0 9 ? 3 6#3 *)",
      Target: {
        Input: Match.serializedJson(Match.objectLike({ type: "milestone.came", milestone: "match-day", version: 1 })),
      },
    });
  });
});

test("a bad record of the stream is set aside after five tries, alone", () => {
  workflow?.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
    StartingPosition: "TRIM_HORIZON",
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 5,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
  });
});

test("mails go a message a call, by two senders at most", () => {
  workflow?.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
    BatchSize: 1,
    ScalingConfig: { MaximumConcurrency: 2 },
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
});

test("a mail's message is hidden for twice as long as a sender lives, and set aside after ten receives", () => {
  workflow?.hasResourceProperties("AWS::Lambda::Function", { FunctionName: "matchward-dev-send-mail", Timeout: 60 });
  workflow?.hasResourceProperties("AWS::SQS::Queue", {
    QueueName: "matchward-dev-send-mail",
    VisibilityTimeout: 120,
    RedrivePolicy: { maxReceiveCount: 10 },
  });
  expect(LONGEST_WAIT).toBe(30_000);
});

describe("what becomes of mails", () => {
  const destinations = resourcesOf(deployed, "AWS::SES::ConfigurationSetEventDestination").map(
    ({ Properties }) => Properties.EventDestination,
  );
  const FAILURES = ["bounce", "complaint", "reject", "renderingFailure"];

  test("is told in two ways, each of which tells something of every mail that SES took", () => {
    expect(destinations).toMatchObject([
      { EventBridgeDestination: {}, MatchingEventTypes: ["delivery", "deliveryDelay", ...FAILURES] },
      { SnsDestination: {}, MatchingEventTypes: ["send", ...FAILURES] },
    ]);
  });

  test("waits in one queue for a full batch or a minute, and comes back one by one", () => {
    workflow?.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 60,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    workflow?.hasResourceProperties("AWS::SQS::Queue", {
      QueueName: "matchward-dev-track-mail",
      VisibilityTimeout: 6 * 60 + 60,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
  });

  test("is set aside where a way does not reach the queue", () => {
    const undelivered = { "Fn::GetAtt": [Match.stringLikeRegexp("^trackmailUndelivered"), "Arn"] };
    workflow?.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: Match.objectLike({ source: ["aws.ses"] }),
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: undelivered } })],
    });
    workflow?.hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "sqs",
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: undelivered },
    });
  });

  test("is published to an encrypted topic, for this school's mails alone", () => {
    mail?.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.anyValue() });
    mail?.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: "Allow",
            Principal: { Service: "ses.amazonaws.com" },
            Condition: { StringEquals: { "AWS:SourceArn": Match.anyValue(), "AWS:SourceAccount": Match.anyValue() } },
          }),
        ]),
      },
    });
  });
});

test("an upload wakes the import unless it lies in reports/", () => {
  workflow?.hasResourceProperties("AWS::Events::Rule", {
    EventPattern: Match.objectLike({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: Match.objectLike({ object: { key: [{ "anything-but": { prefix: "reports/" } }] } }),
    }),
  });
});

test("a daily function that was just deployed has until its first morning before its silence is an alarm", () => {
  const silences = resourcesOf(deployed, "AWS::CloudWatch::Alarm").filter(
    ({ Properties }) => Properties.TreatMissingData === "breaching",
  );
  expect(silences.map(({ Properties }) => Properties.AlarmName).sort()).toEqual([
    "matchward-dev-advance-phase-silent",
    "matchward-dev-reconcile-mails-silent",
    "matchward-dev-remind-silent",
    "matchward-dev-tell-advisors-silent",
    "matchward-dev-tell-guests-silent",
    "matchward-dev-tell-office-silent",
  ]);
  for (const { Properties } of silences) {
    expect(Properties).toMatchObject({ Period: 3600, EvaluationPeriods: 26 });
    expect(Properties.WarmUpConfiguration).toEqual({ WarmUpPeriodDurationInMinutes: 26 * 60 });
  }
});

test("the import has room for a roster of 50 MB of which every row is rejected, and for the report of it", () => {
  workflow?.hasResourceProperties("AWS::Lambda::Function", {
    FunctionName: "matchward-dev-import-roster",
    MemorySize: 2048,
  });
});

describe("the pages", () => {
  test("are five of people, one to undo, the feeds, the office and my plan; any other address gets the school's page too", () => {
    const routes = resourcesOf(deployed, "AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties.RouteKey);
    const paths = [
      "/office",
      "/office/{page+}",
      "/plan",
      "/plan/{page+}",
      "/a/{token}",
      "/c/{token}",
      "/g/{token}",
      "/p/{token}",
      "/s/{token}",
      "/s/{token}/undo",
      "/u/{token}",
    ];
    const pages = paths.flatMap((path) => ["GET", "HEAD", "POST"].map((method) => `${method} ${path}`));
    expect(routes.sort()).toEqual(["$default", "GET /f/{feed}", "HEAD /f/{feed}", ...pages].sort());
  });

  test("are logged without path, token or visitor", () => {
    const [stage] = resourcesOf(deployed, "AWS::ApiGatewayV2::Stage");
    const { AccessLogSettings, DefaultRouteSettings } = stage?.Properties ?? {};
    expect(JSON.stringify(AccessLogSettings)).toContain("$context.routeKey");
    expect(JSON.stringify(AccessLogSettings)).not.toMatch(
      /\$context\.(path|identity|rawPath|domain)|sourceIp|userAgent/,
    );
    expect(DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 25, ThrottlingBurstLimit: 50 });
  });

  test("are where the mails say", () => {
    web?.hasOutput("SiteUrl", { Value: { "Fn::GetAtt": [Match.stringLikeRegexp("^Api"), "ApiEndpoint"] } });
  });
});

describe("what is kept", () => {
  test("can be brought back to any second, is encrypted by a key that rotates, and tells its changes", () => {
    records?.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
      Replicas: [Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } })],
    });
    records?.allResourcesProperties("AWS::KMS::Key", { EnableKeyRotation: true });
  });

  test("of rosters is private, versioned, and soon gone", () => {
    records?.hasResourceProperties("AWS::S3::Bucket", {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: "Enabled" },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 7, Status: "Enabled" })] },
    });
  });

  test("of the links' key is made by AWS and known to nobody", () => {
    records?.hasResourceProperties("AWS::SecretsManager::Secret", {
      GenerateSecretString: {
        GenerateStringKey: "key",
        PasswordLength: 64,
        ExcludePunctuation: true,
        SecretStringTemplate: '{"kid":"k1"}',
      },
    });
  });
});

describe("mail", () => {
  test("goes by TLS only, from one address, to nobody who bounced or complained", () => {
    mail?.hasResourceProperties("AWS::SES::ConfigurationSet", {
      DeliveryOptions: { TlsPolicy: "REQUIRE" },
      SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    workflow?.hasResourceProperties("AWS::IAM::Policy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ["ses:SendBulkEmail", "ses:SendBulkTemplatedEmail"],
            Condition: { StringEqualsIfExists: { "ses:FromAddress": "advising@school.example" } },
          }),
        ]),
      },
    });
  });

  test("has every text as a stored template, with the office's postal address", () => {
    const texts = resourcesOf(deployed, "AWS::SES::Template").map(({ Properties }) => Properties.Template);
    expect(texts).toHaveLength(3);
    for (const text of texts) {
      expect(text).toMatchObject({
        TemplateName: expect.stringMatching(/^matchward-dev-/),
        TextPart: expect.stringContaining("1 School Street, Schooltown"),
        HtmlPart: expect.stringContaining("1 School Street, Schooltown"),
      });
    }
  });

  test("is signed by the school's domain, whose DNS records are put out", () => {
    const { mail } = deployed.templates;
    mail?.hasResourceProperties("AWS::SES::EmailIdentity", {
      EmailIdentity: "school.example",
      MailFromAttributes: { MailFromDomain: "matchward.school.example", BehaviorOnMxFailure: "USE_DEFAULT_VALUE" },
    });
    const outputs = mail?.findOutputs("*") ?? {};
    const recordOf = (name: string) => JSON.stringify(outputs[name]?.Value);
    for (const nth of [1, 2, 3]) {
      expect(recordOf(`Dkim${nth}`)).toContain(`DkimDNSTokenName${nth}`);
      expect(recordOf(`Dkim${nth}`)).toContain(`DkimDNSTokenValue${nth}`);
    }
    expect(recordOf("MailFromMx")).toBe('"matchward.school.example MX 10 feedback-smtp.us-east-1.amazonses.com"');
    expect(recordOf("MailFromSpf")).toContain("matchward.school.example TXT");
  });

  test("bounces to the domain that the school names, and of an address alone comes without records", () => {
    const named = synthesized({ senderIdentity: "school.example", mailFrom: "bounces.school.example" }).templates.mail;
    named?.hasResourceProperties("AWS::SES::EmailIdentity", {
      MailFromAttributes: { MailFromDomain: "bounces.school.example" },
    });
    const ofAddress = synthesized({ senderIdentity: "advising@school.example" }).templates.mail;
    ofAddress?.hasResourceProperties("AWS::SES::EmailIdentity", { EmailIdentity: "advising@school.example" });
    expect(Object.keys(ofAddress?.findOutputs("*") ?? {}).filter((name) => /^(Dkim|MailFrom)/.test(name))).toEqual([]);
  });
});

test("an environment that lacks a name, or has one too many, does not compile", () => {
  // @ts-expect-error EVENT_BUS is missing
  const lacking: SchoolFunctionProps<"publish-changes">["environment"] = {};
  // @ts-expect-error RECORDS_TABLE is not in this function's environment
  const extra: SchoolFunctionProps<"publish-changes">["environment"] = { EVENT_BUS: "bus", RECORDS_TABLE: "table" };
  expect([lacking, extra]).toHaveLength(2);
});

test("mails that nobody knows of ring an alarm for as long as they are told each half hour", () => {
  workflow?.hasResourceProperties("AWS::Logs::MetricFilter", {
    FilterPattern: '{ $.message = "mails unknown" }',
    MetricTransformations: [
      { MetricNamespace: "matchward-dev", MetricName: "reconcile-mails-unknown", MetricValue: "1" },
    ],
  });
  workflow?.hasResourceProperties("AWS::CloudWatch::Alarm", {
    AlarmName: "matchward-dev-reconcile-mails-unknown",
    Period: 3600,
    Threshold: 0,
  });
});

test.each([
  ["record not read", "remind-unread"],
  ["record not read", "send-mail-unread"],
  ["mails rejected", "send-mail-rejected"],
  ["mailing paused", "track-mail-paused"],
  ["mails rejected", "track-mail-rejected"],
])("the log's words “%s” ring an alarm", (words, MetricName) => {
  workflow?.hasResourceProperties("AWS::Logs::MetricFilter", {
    FilterPattern: `{ $.message = "${words}" }`,
    MetricTransformations: [{ MetricNamespace: "matchward-dev", MetricName, MetricValue: "1" }],
  });
  workflow?.hasResourceProperties("AWS::CloudWatch::Alarm", { AlarmName: `matchward-dev-${MetricName}`, Threshold: 0 });
});

describe("the texts of a program", () => {
  test("are in two stacks, since CloudFormation takes no template of more than a megabyte", () => {
    const namesIn = (stack: string) =>
      Object.values(deployed.templates[stack]?.findResources("AWS::SES::Template") ?? {}).map(
        ({ Properties }) => Properties.Template.TemplateName,
      );
    expect(namesIn("mail").toSorted()).toEqual(["matchward-dev-intro-cim-survey", "matchward-dev-match-day"]);
    expect(namesIn("nudges")).toEqual(["matchward-dev-intro-cim-survey-reminder"]);
  });
});
