import { describe, expect, test } from "vitest";
import { allow, arnOf, deployed, lambda, type Resources, role } from "../assembly.ts";

const ruled = (rule: object = {}, policy: Resources = {}): Resources => ({
  Dead: { Type: "AWS::SQS::Queue" },
  Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "school" } },
  Role: role("lambda.amazonaws.com"),
  Told: lambda("told"),
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: { Ref: "Bus" },
      EventPattern: { source: ["matchward"] },
      Targets: [{ Id: "one", Arn: arnOf("Told"), DeadLetterConfig: { Arn: arnOf("Dead") } }],
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
    ["App/Rule.EventPattern: longer than 2048 signs", ruled({ EventPattern: { source: ["a".repeat(2048)] } })],
    ["App/Rule.EventBusName: there is no bus other", ruled({ EventBusName: "other" })],
    [
      "App/Rule.Targets.0.InputTransformer",
      ruled({ Targets: [{ Id: "one", Arn: arnOf("Told"), InputTransformer: {} }] }),
    ],
    [
      "App/Rule.Targets.0.Arn: arn:aws:sns:us-east-1:1:topic is no queue",
      ruled({ Targets: [{ Id: "one", Arn: "arn:aws:sns:us-east-1:1:topic" }] }),
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});
