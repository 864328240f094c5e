import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { MailPlanned } from "#events/mail/mail-planned.ts";
import { backOff } from "../backoff.ts";
import type { MailQueue } from "./mail-queue.ts";

/** Most messages one `SendMessageBatch` takes. */
const MESSAGES_PER_CALL = 10;
const MOST_TRIES = 3;

/**
 * The mail queue on SQS. A message that SQS fails to take is tried again by itself, up to three times. Sending a
 * message twice is harmless: the second one finds its mails claimed.
 */
export const sqsMailQueue = (client: SQSClient, queueUrl: string): MailQueue => ({
  send: async (messages) => {
    const bodies = messages.map((message) => JSON.stringify(MailPlanned.parse(message)));
    for (let start = 0; start < bodies.length; start += MESSAGES_PER_CALL) {
      const entries = bodies.slice(start, start + MESSAGES_PER_CALL);
      await sendBatch(
        client,
        queueUrl,
        entries.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      );
    }
  },
});

const sendBatch = async (
  client: SQSClient,
  queueUrl: string,
  entries: readonly SendMessageBatchRequestEntry[],
): Promise<void> => {
  let left = [...entries];
  for (let tries = 1; ; tries += 1) {
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: left }));
    const failed = answer.Failed ?? [];
    if (failed.length === 0) return;
    if (tries === MOST_TRIES || failed.some(({ SenderFault }) => SenderFault)) throw notTaken(failed);
    left = left.filter(({ Id }) => failed.some((failure) => failure.Id === Id));
    await backOff(tries);
  }
};

const notTaken = (failed: readonly BatchResultErrorEntry[]): Error =>
  new Error(`The mail queue did not take ${failed.length} messages: ${failed[0]?.Code ?? "no code"}.`);
