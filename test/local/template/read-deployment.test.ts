import { describe, expect, test } from "vitest";
import { deployed, deploymentOf, lambda, role, type Stack } from "./assembly.ts";

type Resources = Stack["Resources"];
const arnOf = (logicalId: string) => ({ "Fn::GetAtt": [logicalId, "Arn"] });
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const QUEUE = "arn:aws:sqs:us-east-1:111122223333:App-Mails";

const queues: Resources = {
  Dead: { Type: "AWS::SQS::Queue" },
  Mails: {
    Type: "AWS::SQS::Queue",
    Properties: { VisibilityTimeout: 60, RedrivePolicy: { deadLetterTargetArn: arnOf("Dead"), maxReceiveCount: 3 } },
  },
};

const listening = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const sender = (mapping: object = {}, properties: object = {}): Resources => ({
  ...queues,
  Role: role("lambda.amazonaws.com", allow(listening, arnOf("Mails"))),
  Send: lambda("send-mail", { Timeout: 30, ...properties }),
  Mapping: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: arnOf("Mails"),
      FunctionName: { Ref: "Send" },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ...mapping,
    },
  },
});

const scheduled = (schedule: object = {}, target: object = {}, trusted = "scheduler.amazonaws.com"): Resources => ({
  Role: role("lambda.amazonaws.com"),
  Open: lambda("open-milestone"),
  SchedulerRole: role(trusted, allow("lambda:InvokeFunction", arnOf("Open"))),
  April: {
    Type: "AWS::Scheduler::Schedule",
    Properties: {
      ScheduleExpression: "cron(0 9 1 4 ? *)",
      ScheduleExpressionTimezone: "America/New_York",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: arnOf("Open"), RoleArn: arnOf("SchedulerRole"), Input: '{"type":"milestone.came"}', ...target },
      ...schedule,
    },
  },
});

const ruled = (rule: object = {}, policy: Resources = {}): Resources => ({
  Dead: { Type: "AWS::SQS::Queue" },
  Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "school" } },
  Role: role("lambda.amazonaws.com"),
  Tally: lambda("tally-progress"),
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: { Ref: "Bus" },
      EventPattern: { source: ["matchward"] },
      Targets: [{ Id: "one", Arn: arnOf("Tally"), DeadLetterConfig: { Arn: arnOf("Dead") } }],
      ...rule,
    },
  },
  ...policy,
});

const queuePolicy = (...statements: object[]): Resources => ({
  Policy: {
    Type: "AWS::SQS::QueuePolicy",
    Properties: { Queues: [{ Ref: "Dead" }], PolicyDocument: { Version: "2012-10-17", Statement: statements } },
  },
});
const forRule = {
  ...allow("sqs:SendMessage", arnOf("Dead")),
  Principal: { Service: "events.amazonaws.com" },
  Condition: { ArnEquals: { "aws:SourceArn": arnOf("Rule") } },
};

const routed = (...changes: [string, object][]): Resources => {
  const integration = {
    ApiId: { Ref: "Web" },
    IntegrationType: "AWS_PROXY",
    IntegrationUri: arnOf("Site"),
    PayloadFormatVersion: "2.0",
  };
  const resources: Resources = {
    Role: role("lambda.amazonaws.com"),
    Site: lambda("site", { Environment: { Variables: { SITE_URL: { "Fn::GetAtt": ["Web", "ApiEndpoint"] } } } }),
    Web: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "web", ProtocolType: "HTTP" } },
    Stage: {
      Type: "AWS::ApiGatewayV2::Stage",
      Properties: { ApiId: { Ref: "Web" }, StageName: "$default", AutoDeploy: true },
    },
    Proxy: { Type: "AWS::ApiGatewayV2::Integration", Properties: integration },
    Route: {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ApiId: { Ref: "Web" },
        RouteKey: "GET /s/{token}",
        Target: { "Fn::Join": ["/", ["integrations", { Ref: "Proxy" }]] },
      },
    },
  };
  for (const [id, properties] of changes)
    resources[id] = { Type: "", ...resources[id], Properties: { ...resources[id]?.Properties, ...properties } };
  return resources;
};

describe("queues and their listeners", () => {
  test("come with names, addresses and dead letters", () => {
    expect(deployed(queues).queues[1]).toEqual({
      name: "App-Mails",
      arn: QUEUE,
      url: "https://sqs.us-east-1.amazonaws.com/111122223333/App-Mails",
      visibilityTimeoutSeconds: 60,
      deadLetterArn: "arn:aws:sqs:us-east-1:111122223333:App-Dead",
      maxReceiveCount: 3,
    });
  });

  test("come with Lambda's own defaults", () => {
    expect(deployed(sender()).mappings).toEqual([
      {
        sourceArn: QUEUE,
        functionArn: "arn:aws:lambda:us-east-1:111122223333:function:App-Send",
        batchSize: 10,
        filters: [],
        reportsItemFailures: true,
        bisectOnError: false,
        maximumRetryAttempts: undefined,
        onFailureArn: undefined,
      },
    ]);
  });

  test("that are switched off do not listen", () => expect(deployed(sender({ Enabled: false })).mappings).toEqual([]));

  test.each<[string, Resources]>([
    ["App/Mapping.TumblingWindowInSeconds: this property is not understood", sender({ TumblingWindowInSeconds: 5 })],
    [
      "App/Mapping.EventSourceArn: arn:aws:sqs:us-east-1:1:other is no queue",
      sender({ EventSourceArn: "arn:aws:sqs:us-east-1:1:other" }),
    ],
    ["App/Mapping.FunctionName: there is no function nobody", sender({ FunctionName: "nobody" })],
    [
      "App/Mapping.FilterCriteria.Filters.0: body: should be an object or a list",
      sender({ FilterCriteria: { Filters: [{ Pattern: '{"body":1}' }] } }),
    ],
    ["App/Mapping: the queue's visibility timeout (60 s) is less", sender({}, { Timeout: 61 })],
    [
      "App/Mapping: the role of send-mail may not, and AWS refuses that: sqs:ReceiveMessage",
      { ...sender(), Role: role("lambda.amazonaws.com") },
    ],
    [
      "App/Mapping.StartingPosition: not understood by the local run: should be TRIM_HORIZON or LATEST",
      sender({ StartingPosition: "AT_TIMESTAMP" }),
    ],
    ["App/Mails.FifoQueue", { Mails: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } } }],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});

describe("functions", () => {
  test("come with their role's statements from every policy, and their invokers", () => {
    const resources: Resources = {
      Role: role("lambda.amazonaws.com", allow("s3:GetObject", "arn:aws:s3:::rosters/*")),
      Policy: {
        Type: "AWS::IAM::Policy",
        Properties: {
          PolicyName: "p",
          Roles: [{ Ref: "Role" }],
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: {
              ...allow("sqs:SendMessage", ["a", "b"]),
              Condition: { Bool: { "aws:SecureTransport": true } },
            },
          },
        },
      },
      Managed: {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: {
          Roles: [{ Ref: "Role" }],
          PolicyDocument: { Version: "2012-10-17", Statement: [allow("kms:Decrypt", "*")] },
        },
      },
      Send: lambda("send-mail", { Environment: { Variables: { A: { Ref: "AWS::Region" } } } }),
      May: {
        Type: "AWS::Lambda::Permission",
        Properties: { Action: "lambda:InvokeFunction", FunctionName: arnOf("Send"), Principal: "events.amazonaws.com" },
      },
    };
    const [made] = deployed(resources).functions;
    expect(made).toMatchObject({
      name: "send-mail",
      functionName: "App-Send",
      timeoutSeconds: 3,
      memoryMb: 128,
      environment: { A: "us-east-1" },
    });
    expect(made?.codePath).toMatch(/asset\.bundle$/);
    expect(made?.invokers).toEqual([{ principal: "events.amazonaws.com", sourceArn: undefined }]);
    expect(made?.statements).toEqual([
      { effect: "Allow", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::rosters/*"], conditions: {} },
      {
        effect: "Allow",
        actions: ["sqs:SendMessage"],
        resources: ["a", "b"],
        conditions: { Bool: { "aws:SecureTransport": ["true"] } },
      },
      { effect: "Allow", actions: ["kms:Decrypt"], resources: ["*"], conditions: {} },
    ]);
  });

  test("send their failures where the template says, if their role may", () => {
    const config = {
      Type: "AWS::Lambda::EventInvokeConfig",
      Properties: {
        FunctionName: { Ref: "Send" },
        Qualifier: "$LATEST",
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: arnOf("Dead") } },
      },
    };
    const resources = (...statements: Record<string, unknown>[]): Resources => ({
      ...queues,
      Role: role("lambda.amazonaws.com", ...statements),
      Send: lambda("send-mail"),
      Config: config,
    });
    const [made] = deployed(resources(allow("sqs:SendMessage", arnOf("Dead")))).functions;
    expect(made).toMatchObject({
      onFailureArn: "arn:aws:sqs:us-east-1:111122223333:App-Dead",
      maximumRetryAttempts: 0,
    });
    expect(() => deployed(resources())).toThrow("App/Send: its failures have nowhere to go");
  });

  const alone = (properties: Record<string, unknown>, ofRole: object = {}): Resources => {
    const made = role("lambda.amazonaws.com");
    return { Role: { ...made, Properties: { ...made.Properties, ...ofRole } }, Send: lambda("send-mail", properties) };
  };
  test.each<[string, Resources]>([
    ["App/Send.VpcConfig: this property is not understood", alone({ VpcConfig: {} })],
    ["App/Send.Runtime: not understood by the local run: functions run on Node 24", alone({ Runtime: "python3.13" })],
    ["App/Send.Code.ZipFile", alone({ Code: { ZipFile: "x", S3Bucket: "b", S3Key: "k" } })],
    [
      "App/Send.Code.S3Key: no zipped asset of this app is called other.zip",
      alone({ Code: { S3Bucket: "b", S3Key: "other.zip" } }),
    ],
    [
      "App/Send.Environment.SITE_URL: give the API's address",
      alone({ Environment: { Variables: { SITE_URL: "https://x.execute-api.us-east-1.amazonaws.com" } } }),
    ],
    ["App/Send.Role: there is no role", alone({ Role: "arn:aws:iam::1:role/other" })],
    ["App/Send.Role: the role does not trust lambda", { ...alone({}), Role: role("scheduler.amazonaws.com") }],
    ["App/Send.Metadata.matchward:function: missing", { ...alone({}), Send: { ...lambda("x"), Metadata: {} } }],
    [
      "App/Role.ManagedPolicyArns: what arn:aws:iam::aws:policy/AdministratorAccess grants",
      alone({}, { ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
    ],
    ["App/Role.PermissionsBoundary: this property is not understood", alone({}, { PermissionsBoundary: "x" })],
    [
      "App/Role.Policies: the condition operator DateLessThan is not understood",
      {
        ...alone({}),
        Role: role("lambda.amazonaws.com", {
          ...allow("s3:*", "*"),
          Condition: { DateLessThan: { "aws:CurrentTime": "x" } },
        }),
      },
    ],
    [
      "App/Role.Policies.0.PolicyDocument.Statement.0.NotAction: this property is not understood",
      { ...alone({}), Role: role("lambda.amazonaws.com", { Effect: "Allow", NotAction: "s3:*", Resource: "*" }) },
    ],
    [
      "policy variables",
      { ...alone({}), Role: role("lambda.amazonaws.com", allow("s3:*", `arn:aws:s3:::x/\${aws:username}`)) },
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});

describe("schedules", () => {
  test("come with their role's statements and their input as it is", () => {
    expect(deployed(scheduled()).schedules).toEqual([
      {
        name: "App-April",
        arn: "arn:aws:scheduler:us-east-1:111122223333:schedule/default/App-April",
        expression: "cron(0 9 1 4 ? *)",
        timeZone: "America/New_York",
        targetArn: "arn:aws:lambda:us-east-1:111122223333:function:App-Open",
        roleArn: "arn:aws:iam::111122223333:role/App-SchedulerRole",
        statements: [
          {
            effect: "Allow",
            actions: ["lambda:InvokeFunction"],
            resources: ["arn:aws:lambda:us-east-1:111122223333:function:App-Open"],
            conditions: {},
          },
        ],
        input: '{"type":"milestone.came"}',
        deadLetterArn: undefined,
      },
    ]);
    expect(deployed(scheduled({ State: "DISABLED" })).schedules).toEqual([]);
  });

  test.each<[string, Resources]>([
    [
      "App/April.FlexibleTimeWindow",
      scheduled({ FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 5 } }),
    ],
    ["App/April.StartDate: this property is not understood", scheduled({ StartDate: "2027-01-01T00:00:00Z" })],
    ["App/April.ScheduleExpression: day of month: 32", scheduled({ ScheduleExpression: "cron(0 9 32 4 ? *)" })],
    [
      "App/April.ScheduleExpression: America/Bostn is no time zone",
      scheduled({ ScheduleExpressionTimezone: "America/Bostn" }),
    ],
    [
      "App/April.Target.Arn: there is no function arn:aws:scheduler:::aws-sdk:sqs:sendMessage",
      scheduled({}, { Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage" }),
    ],
    ["App/April.Target.SqsParameters", scheduled({}, { SqsParameters: {} })],
    [
      "App/April.Target.RoleArn: the role does not trust scheduler.amazonaws.com",
      scheduled({}, {}, "events.amazonaws.com"),
    ],
    [
      "App/April.Target.DeadLetterConfig: the schedule's role may not",
      { ...queues, ...scheduled({}, { DeadLetterConfig: { Arn: arnOf("Dead") } }) },
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});

describe("rules", () => {
  test("come with their bus, and targets that EventBridge may reach", () => {
    const { rules, buses } = deployed(ruled({}, queuePolicy(forRule)));
    expect(buses).toEqual([{ name: "school", arn: "arn:aws:events:us-east-1:111122223333:event-bus/school" }]);
    expect(rules[0]).toMatchObject({
      arn: "arn:aws:events:us-east-1:111122223333:rule/school/App-Rule",
      busArn: "arn:aws:events:us-east-1:111122223333:event-bus/school",
      targets: [{ deadLetterArn: "arn:aws:sqs:us-east-1:111122223333:App-Dead" }],
    });
  });

  const deny = { Effect: "Deny", Action: "sqs:*", Resource: "*", Principal: { AWS: "*" } };
  test("are not stopped by a denial of plain HTTP, but by any other", () => {
    const plain = { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(deployed(ruled({}, queuePolicy(forRule, plain))).rules).toHaveLength(1);
    expect(() => deployed(ruled({}, queuePolicy(forRule, deny)))).toThrow("lets events.amazonaws.com send to it");
  });

  test.each<[string, Resources]>([
    ["App/Rule.Targets.0.Arn.DeadLetterConfig: no policy of the queue", ruled()],
    [
      "App/Rule.Targets.0.Arn.DeadLetterConfig: no policy",
      ruled(
        {},
        queuePolicy({
          ...forRule,
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:events:us-east-1:111122223333:rule/other" } },
        }),
      ),
    ],
    ["App/Rule.ScheduleExpression: this property is not understood", ruled({ ScheduleExpression: "rate(1 day)" })],
    ["App/Rule.EventPattern: source: should be an object or a list", ruled({ EventPattern: { source: "x" } })],
    ["App/Rule.EventBusName: there is no bus other", ruled({ EventBusName: "other" })],
    [
      "App/Rule.Targets.0.InputTransformer",
      ruled({ Targets: [{ Id: "one", Arn: arnOf("Tally"), InputTransformer: {} }] }),
    ],
    [
      "App/Rule.Targets.0.Arn: arn:aws:sns:us-east-1:1:topic is no queue",
      ruled({ Targets: [{ Id: "one", Arn: "arn:aws:sns:us-east-1:1:topic" }] }),
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});

describe("the HTTP API", () => {
  test("leads each route to its function, and is where the caller says", () => {
    const { apis, functions } = deployed(routed());
    expect(apis[0]?.routes).toEqual([{ method: "GET", path: "/s/{token}", functionArn: functions[0]?.arn }]);
    expect(functions[0]?.environment).toEqual({ SITE_URL: "http://localhost:3000" });
  });

  test.each<[string, Resources]>([
    ["App/Route.AuthorizationType", routed(["Route", { AuthorizationType: "AWS_IAM" }])],
    ["App/Route.Target: leads to no integration", routed(["Route", { Target: "integrations/none" }])],
    ["App/Proxy.PayloadFormatVersion", routed(["Proxy", { PayloadFormatVersion: "1.0" }])],
    [
      "App/Stage.StageName: not understood by the local run: a stage other than",
      routed(["Stage", { StageName: "prod" }]),
    ],
    ["App/Web: has no stage", routed(["Stage", { ApiId: "other" }])],
    ["App/Web.CorsConfiguration: this property is not understood", routed(["Web", { CorsConfiguration: {} }])],
    [
      "App/More: the local run has one address",
      { ...routed(), More: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "more", ProtocolType: "HTTP" } } },
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});

describe("mail and stores", () => {
  test("come as the template has them", () => {
    const made = deployed({
      Set: { Type: "AWS::SES::ConfigurationSet" },
      Told: {
        Type: "AWS::SES::ConfigurationSetEventDestination",
        Properties: {
          ConfigurationSetName: { Ref: "Set" },
          EventDestination: {
            Enabled: true,
            MatchingEventTypes: ["bounce"],
            EventBridgeDestination: { EventBusArn: "arn:aws:events:us-east-1:111122223333:event-bus/default" },
          },
        },
      },
      Identity: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "careers@example.edu" } },
      Survey: {
        Type: "AWS::SES::Template",
        Properties: {
          Template: { TemplateName: "survey", SubjectPart: "Hi {{text.name}}", HtmlPart: "<p>", TextPart: "t" },
        },
      },
      Rosters: {
        Type: "AWS::S3::Bucket",
        Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
      },
      Key: {
        Type: "AWS::SecretsManager::Secret",
        Properties: { GenerateSecretString: { SecretStringTemplate: "{}", GenerateStringKey: "key" } },
      },
    });
    expect(made.configurationSets[0]).toMatchObject({ name: "App-Set", eventBusDestinations: [{ types: ["bounce"] }] });
    expect(made.emailIdentities).toEqual([
      { name: "careers@example.edu", arn: "arn:aws:ses:us-east-1:111122223333:identity/careers@example.edu" },
    ]);
    expect(made.emailTemplates).toEqual([{ name: "survey", subject: "Hi {{text.name}}", html: "<p>", text: "t" }]);
    expect(made.buckets).toEqual([{ name: "app-rosters", arn: "arn:aws:s3:::app-rosters", eventBridge: true }]);
    expect(made.secrets[0]).toMatchObject({ name: "App-Key", generate: { template: "{}", key: "key", length: 32 } });
    expect(made.secrets[0]?.arn).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:App-Key-[0-9a-f]{6}$/);
  });

  test.each<[string, Resources]>([
    [
      "App/B.NotificationConfiguration.LambdaConfigurations",
      { B: { Type: "AWS::S3::Bucket", Properties: { NotificationConfiguration: { LambdaConfigurations: [] } } } },
    ],
    [
      "App/T.TimeToLiveSpecification: this property",
      {
        T: {
          Type: "AWS::DynamoDB::Table",
          Properties: { AttributeDefinitions: [], KeySchema: [], TimeToLiveSpecification: {} },
        },
      },
    ],
    [
      "App/T.Replicas: not understood by the local run: one replica",
      {
        T: {
          Type: "AWS::DynamoDB::GlobalTable",
          Properties: {
            AttributeDefinitions: [],
            KeySchema: [],
            Replicas: [{ Region: "us-east-1" }, { Region: "us-west-2" }],
          },
        },
      },
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});

describe("what is not known", () => {
  test("is an error that names the stack, the resource and the type", () => {
    const stacks = {
      Known: { Resources: queues },
      Other: { Resources: { Steps: { Type: "AWS::StepFunctions::StateMachine" } } },
    };
    expect(() => deploymentOf(stacks)).toThrow(
      "Other/Steps.Type: the local run does not know the resource type AWS::StepFunctions::StateMachine",
    );
  });

  test("is an error too where it is a section of the template or of a resource", () => {
    expect(() => deployed({}, { Transform: "AWS::Serverless-2016-10-31" })).toThrow("Transform");
    expect(() => deployed({ Mails: { Type: "AWS::SQS::Queue", UpdatePolicy: {} } })).toThrow(
      "App/template.Resources.Mails.UpdatePolicy",
    );
  });

  test("is left out by its condition like anything else", () => {
    const Conditions = { Never: { "Fn::Equals": ["a", "b"] } };
    expect(deployed({ Mails: { Type: "AWS::SQS::Queue", Condition: "Never" } }, { Conditions }).queues).toEqual([]);
  });
});
