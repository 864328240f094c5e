import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/doubles/memory-mail-queue.ts";
import { sqsMailQueue } from "#adapters/sqs-mail-queue.ts";
import type { MailPlanned } from "#events/mail-planned.ts";

const plan = (name: string): MailPlanned => ({
  type: "mail.planned",
  version: 1,
  milestone: "retake-cim-survey",
  occurrence: "retake-cim-survey@2027",
  wave: "open",
  plannedAt: "2027-04-01T13:00:00.000Z",
  studentIds: [name],
});
const plans = (count: number) => Array.from({ length: count }, (_, index) => plan(`s${index}`));

describe("on an SQS emulator", () => {
  let server: FauxqsServer;
  let client: SQSClient;
  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false });
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    client = new SQSClient({ endpoint: `http://127.0.0.1:${server.port}`, region: "us-east-1", credentials });
  });
  afterAll(async () => {
    client.destroy();
    await server.stop();
  });

  test("every message arrives as it was planned", async () => {
    const { queueUrl } = server.createQueue("mail");
    await sqsMailQueue(client, queueUrl).send(plans(23));
    expect((await receiveAll(client, queueUrl)).toSorted()).toEqual(plans(23).map(stringify).toSorted());
  });

  test("nothing to send is no call", async () => {
    const { queueUrl } = server.createQueue("idle");
    await sqsMailQueue(client, queueUrl).send([]);
    expect(await receiveAll(client, queueUrl)).toEqual([]);
  });
});

const stringify = (value: unknown) => JSON.stringify(value);

const receiveAll = async (client: SQSClient, QueueUrl: string): Promise<string[]> => {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body }) => Body ?? ""));
  }
};

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
    await queue.send(plans(3));
    expect(sentBodies()).toEqual([plans(3).map(stringify), [stringify(plan("s1"))]]);
  });

  test("a message that is never taken is an error after three tries", async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [failed("0", false)] });
    await expect(queue.send(plans(1))).rejects.toThrow("did not take 1 messages: Busy");
    expect(sentBodies()).toHaveLength(3);
  });

  test("a message that SQS finds faulty is an error at once", async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [failed("0", true)] });
    await expect(queue.send(plans(1))).rejects.toThrow("Bad");
    expect(sentBodies()).toHaveLength(1);
  });

  test("a plan that is none is refused before anything is sent", async () => {
    const faulty = { ...plan("s1"), studentIds: [] };
    await expect(queue.send([plan("s0"), faulty])).rejects.toThrow("studentIds");
    expect(sentBodies()).toEqual([]);
  });
});

describe("the double", () => {
  test("holds what was sent until it is taken", async () => {
    const queue = memoryMailQueue();
    await queue.send(plans(2));
    expect(queue.held).toEqual(plans(2));
    expect(queue.takeAll()).toEqual(plans(2));
    expect(queue.held).toEqual([]);
  });

  test("refuses a plan that is none, and takes nothing of that call", async () => {
    const queue = memoryMailQueue();
    await expect(queue.send([plan("s0"), { ...plan("s1"), studentIds: [] }])).rejects.toThrow("studentIds");
    expect(queue.held).toEqual([]);
  });
});
