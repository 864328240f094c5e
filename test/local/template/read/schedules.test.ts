import { describe, expect, test } from "vitest";
import { allow, arnOf, deployed, lambda, queues, type Resources, role } from "../assembly.ts";

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

  test("need a role that trusts Scheduler for their own group", () => {
    const trusting = (group: string): Resources => {
      const made = scheduled();
      const Condition = {
        StringEquals: { "aws:SourceArn": `arn:aws:scheduler:us-east-1:111122223333:schedule-group/${group}` },
      };
      const Statement = [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "scheduler.amazonaws.com" }, Condition },
      ];
      const trust = { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement } };
      return { ...made, SchedulerRole: { Type: "AWS::IAM::Role", Properties: trust } };
    };
    expect(deployed(trusting("default")).schedules).toHaveLength(1);
    expect(() => deployed(trusting("other"))).toThrow(
      "does not trust scheduler.amazonaws.com for a schedule of this group",
    );
  });
});
