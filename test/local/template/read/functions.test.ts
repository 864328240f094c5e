import { describe, expect, test } from "vitest";
import { allow, arnOf, deployed, lambda, queues, type Resources, role } from "../assembly.ts";

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

  test("may name a dead-letter queue themselves", () => {
    const may = role("lambda.amazonaws.com", allow("sqs:SendMessage", arnOf("Dead")));
    const send = lambda("send-mail", { DeadLetterConfig: { TargetArn: arnOf("Dead") } });
    const [made] = deployed({ ...queues, Role: may, Send: send }).functions;
    expect(made?.onFailureArn).toBe("arn:aws:sqs:us-east-1:111122223333:App-Dead");
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
