import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { sqsMailQueue } from "#adapters/mail-queue/sqs-mail-queue.ts";
import { MailPlanned } from "#events/mail/mail-planned.ts";
import { createQueuePumps } from "../../../local/clock/queue-pump.ts";
import { type QueuesAndBuckets, startQueues } from "../../../local/emulators/queues.ts";
import { aQueue, REGION } from "../../local/tiny-deployment.ts";
import { groundOf } from "../../worlds/ground/ground.ts";
import { worldQueue } from "../../worlds/services/queue.ts";
import { CALM, type Faults } from "../../worlds/witness/faults.ts";
import { localRun, NOW, theListener } from "../local-run.ts";
import { mailQueueContract, type OpenQueue, planFor, plansFor } from "./mail-queue.contract.ts";

const START = Date.parse(NOW);
const DAYS = 24 * 60 * 60_000;

const groundWith = (faults: Partial<Faults>) =>
  groundOf(1, { from: START, calmFrom: START + 30 * DAYS, faults: { ...CALM, ...faults } });

const inAWorldWith =
  (faults: Partial<Faults>): OpenQueue =>
  async (listener) => {
    const ground = groundWith(faults);
    const queue = worldQueue(
      ground,
      async (process, message, sentAt) => {
        const received = await listener(message, sentAt);
        if (received === "dies") process.die();
        if (received === "fails") throw new Error("not done");
      },
      () => {},
    );
    return { queue, run: ground.agenda.run, setAside: queue.setAside };
  };

describe("in a world", () => mailQueueContract(inAWorldWith({})));
describe("in a world where messages come late", () => mailQueueContract(inAWorldWith({ late: 1 })));

const dead = aQueue("dead");
const work = aQueue("work", { deadLetterArn: dead.arn, maxReceiveCount: 10 });

/** A queue that shows a message again after a second, the least there is. */
const BRIEF = { visibilityTimeoutSeconds: 1 };

/** Receives without deleting; answers how often each message has been received. */
const receiveFor = async (client: SQSClient, QueueUrl: string): Promise<(string | undefined)[]> => {
  const wanted = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["ApproximateReceiveCount" as const] };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, ...wanted }));
  return Messages.map(({ Attributes }) => Attributes?.ApproximateReceiveCount);
};

const Batch = z.object({
  Records: z.array(
    z.object({ messageId: z.string(), body: z.string(), attributes: z.object({ SentTimestamp: z.string() }) }),
  ),
});

describe("on the emulator of SQS, with the local runtime's listener", () => {
  let queues: QueuesAndBuckets;
  let client: SQSClient;
  beforeAll(async () => {
    queues = await startQueues({ region: REGION, queues: [work, dead, aQueue("brief", BRIEF)], buckets: [] });
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    client = new SQSClient({ endpoint: queues.endpoint, region: REGION, credentials });
  });
  afterAll(async () => {
    client.destroy();
    await queues.stop();
  });

  const open: OpenQueue = async (listener) => {
    queues.clear();
    const deed = async (event: unknown) => {
      const batchItemFailures: { itemIdentifier: string }[] = [];
      for (const { messageId, body, attributes } of Batch.parse(event).Records) {
        const sentAt = new Date(Number(attributes.SentTimestamp)).toISOString();
        const received = await listener(MailPlanned.parse(JSON.parse(body)), sentAt);
        if (received === "dies") throw new Error("the function is gone");
        if (received === "fails") batchItemFailures.push({ itemIdentifier: messageId });
      }
      return { batchItemFailures };
    };
    const mapping = {
      sourceArn: work.arn,
      functionArn: theListener().arn,
      batchSize: 2,
      filters: [],
      reportsItemFailures: true,
      bisectOnError: false,
      maximumRetryAttempts: undefined,
      onFailureArn: undefined,
    };
    const run = localRun({ deployment: { queues: [work, dead], mappings: [mapping] }, deed, queues });
    const [pump] = createQueuePumps(run);
    return {
      queue: sqsMailQueue(client, `${queues.endpoint}/local/work`),
      run: async () => void (await pump?.run()),
      setAside: () => queues.waiting("dead").length,
    };
  };
  mailQueueContract(open);

  test("a message that nobody deletes is hidden for its time, then comes back, and was received twice", async () => {
    queues.clear();
    await sqsMailQueue(client, `${queues.endpoint}/local/brief`).send([planFor("s0")]);
    const receive = () => receiveFor(client, `${queues.endpoint}/local/brief`);
    expect(await receive()).toEqual(["1"]);
    expect(await receive()).toEqual([]);
    await new Promise((done) => setTimeout(done, 1_050));
    expect(await receive()).toEqual(["2"]);
  });
});

describe("only in a world", () => {
  test("a message that nobody deletes is hidden for two of its function's lifetimes from when it was received", async () => {
    const ground = groundWith({});
    const given: number[] = [];
    const queue = worldQueue(
      ground,
      async (process) => {
        given.push(ground.agenda.now());
        if (given.length === 1) process.die();
      },
      () => {},
    );
    await queue.send([planFor("s0")]);
    await ground.agenda.run();
    const [first = 0, second = 0] = given;
    expect(second - first).toBeGreaterThanOrEqual(2 * 60_000);
    expect(second - first).toBeLessThan(2 * 60_000 + 5_000);
  });

  test("what a queue that takes some only did not take is told to the sender", async () => {
    const ground = groundWith({ refused: 1 });
    const given: string[] = [];
    const queue = worldQueue(
      ground,
      async (_, { people }) => void given.push(...people),
      () => {},
    );
    await expect(queue.send(plansFor(200))).rejects.toThrow(/messages were not taken/);
    await ground.agenda.run();
    expect(given.length).toBeLessThan(200);
    expect(given).toHaveLength(queue.taken.length);
  });

  test("messages that come twice are all given, and in another order than they were sent", async () => {
    const ground = groundWith({ twice: 1 });
    const given: string[] = [];
    const queue = worldQueue(
      ground,
      async (_, { people }) => void given.push(...people),
      () => {},
    );
    await queue.send(plansFor(20));
    await ground.agenda.run();
    const sent = plansFor(20).flatMap(({ people }) => people);
    expect(given.toSorted()).toEqual([...sent, ...sent].toSorted());
    expect([...new Set(given)]).not.toEqual(sent);
  });

  test("what was set aside and is given in again is a new message, sent then", async () => {
    const ground = groundWith({});
    const times: string[] = [];
    const queue = worldQueue(
      ground,
      async (_, _message, sentAt) => {
        if (times.push(sentAt) <= 10) throw new Error("not yet");
      },
      () => {},
    );
    await queue.send([planFor("s0")]);
    await ground.agenda.run();
    expect(queue.setAside()).toBe(1);
    queue.redrive();
    await ground.agenda.run();
    expect(queue.setAside()).toBe(0);
    expect(new Set(times).size).toBe(2);
    expect(times).toHaveLength(11);
  });
});
