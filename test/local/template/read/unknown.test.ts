import { describe, expect, test } from "vitest";
import { deployed, deploymentOf, queues } from "../assembly.ts";

describe("what is not known, or cannot be", () => {
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

  test("is refused where two resources have one name", () => {
    const named = { Type: "AWS::SQS::Queue", Properties: { QueueName: "mails" } };
    expect(() => deployed({ One: named, Two: named })).toThrow(
      "two resources of this app are called arn:aws:sqs:us-east-1:111122223333:mails",
    );
  });
});
