import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { planFor, plansFor } from "./mail-queue.contract.ts";

const stringify = (value: unknown) => JSON.stringify(value);

describe("when SQS does not take everything", () => {
  const mockSqs = () => mockClient(SQSClient);
  let sqs: ReturnType<typeof mockSqs>;
  beforeEach(() => {
    sqs = mockSqs();
  });
  afterEach(() => sqs.restore());
  const queue = sqsMailQueue(new SQSClient({ region: "us-east-1" }), "https://sqs.test/mail");
  const failed = (Id: string, SenderFault: boolean) => ({ Id, SenderFault, Code: SenderFault ? "Bad" : "Busy" });
  const sentBodies = () =>
    sqs
      .commandCalls(SendMessageBatchCommand)
      .map(({ args }) => args[0].input.Entries?.map(({ MessageBody }) => MessageBody));

  test("only the messages that were not taken are sent again", async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Successful: [], Failed: [failed("1", false)] })
      .resolves({ Successful: [], Failed: [] });
    await queue.send(plansFor(3));
    expect(sentBodies()).toEqual([plansFor(3).map(stringify), [stringify(planFor("s1"))]]);
  });

  test("a message that is never taken is an error after three tries", async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [failed("0", false)] });
    await expect(queue.send(plansFor(1))).rejects.toThrow("did not take 1 messages: Busy");
    expect(sentBodies()).toHaveLength(3);
  });

  test("a message that SQS finds faulty is an error at once", async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [failed("0", true)] });
    await expect(queue.send(plansFor(1))).rejects.toThrow("Bad");
    expect(sentBodies()).toHaveLength(1);
  });

  test("a plan that is none is refused before anything is sent", async () => {
    const faulty = { ...planFor("s1"), people: [] };
    await expect(queue.send([planFor("s0"), faulty])).rejects.toThrow("people");
    expect(sentBodies()).toEqual([]);
  });
});

describe("the double", () => {
  test("holds what was sent until it is taken", async () => {
    const queue = memoryMailQueue();
    await queue.send(plansFor(2));
    expect(queue.held).toEqual(plansFor(2));
    expect(queue.takeAll()).toEqual(plansFor(2));
    expect(queue.held).toEqual([]);
  });

  test("refuses a plan that is none, and takes nothing of that call", async () => {
    const queue = memoryMailQueue();
    await expect(queue.send([planFor("s0"), { ...planFor("s1"), people: [] }])).rejects.toThrow("people");
    expect(queue.held).toEqual([]);
  });
});
