import { describe, expect, test } from "vitest";
import { allow, arnOf, deployed, lambda, queues, type Resources, role } from "../assembly.ts";

const QUEUE = "arn:aws:sqs:us-east-1:111122223333:App-Mails";

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

  test("get more than ten messages at once where AWS may wait for them", () => {
    expect(deployed(sender({ BatchSize: 1000, MaximumBatchingWindowInSeconds: 60 })).mappings).toMatchObject([
      { batchSize: 1000 },
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
    ["at most ten filters", sender({ FilterCriteria: { Filters: Array(11).fill({ Pattern: '{"body":["a"]}' }) } })],
    ["at most 4096 signs", sender({ FilterCriteria: { Filters: [{ Pattern: `{"body":["${"a".repeat(4096)}"]}` }] } })],
    ["App/Mapping.BatchSize: above ten needs a batching window", sender({ BatchSize: 11 })],
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
