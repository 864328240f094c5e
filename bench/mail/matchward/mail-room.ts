import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { MemoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { MailPlanned } from "#events/mail/mail-planned.ts";
import { SENDERS } from "../report/bill.ts";

/** What is done with one message; throws to have it brought back. */
export type Deed = (message: MailPlanned) => Promise<unknown>;

/**
 * What takes messages off the mail queue, as Lambda does for the sender: at most so many at a time, until none is left.
 */
export type Drain = (deed: Deed) => Promise<void>;

/** Drains the queue in memory; a message that fails goes to its end. */
export const memoryDrain =
  (queue: MemoryMailQueue): Drain =>
  async (deed) => {
    const messages = queue.takeAll();
    const lane = async (): Promise<void> => {
      for (let message = messages.pop(); message !== undefined; message = messages.pop()) {
        const that = message;
        await deed(that).catch(() => messages.unshift(that));
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, lane));
  };

// Seconds after which a message comes back that failed, or that nobody finished; deployed are 120, for which a bench
// cannot wait.
const FAILED_SECONDS = 2;
const UNFINISHED_SECONDS = 10;

/** Drains a queue of SQS: receives a message at a time, and deletes what was done. */
export const sqsDrain =
  (client: SQSClient, queueUrl: string): Drain =>
  async (deed) => {
    const lane = async (): Promise<void> => {
      while (await receiveAndDo(client, queueUrl, deed));
    };
    while (await hasMessages(client, queueUrl)) {
      await Promise.all(Array.from({ length: SENDERS }, lane));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

const hasMessages = async (client: SQSClient, QueueUrl: string): Promise<boolean> => {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
  );
  return names.some((name) => Number(Attributes[name]) > 0);
};

/** Receives a message and does it; false where there was none. */
const receiveAndDo = async (client: SQSClient, QueueUrl: string, deed: Deed): Promise<boolean> => {
  const asked = { QueueUrl, MaxNumberOfMessages: 1, VisibilityTimeout: UNFINISHED_SECONDS };
  const [message] = (await client.send(new ReceiveMessageCommand(asked))).Messages ?? [];
  if (message === undefined) return false;
  const { Body = "", ReceiptHandle = "" } = message;
  try {
    await deed(MailPlanned.parse(JSON.parse(Body)));
  } catch {
    const back = { QueueUrl, ReceiptHandle, VisibilityTimeout: FAILED_SECONDS };
    await client.send(new ChangeMessageVisibilityCommand(back));
    return true;
  }
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return true;
};
