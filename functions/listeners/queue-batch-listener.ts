import type { SQSBatchResponse } from "aws-lambda";
import { type Handler, listener } from "./listener.ts";
import { log, tellable } from "./log.ts";
import { QueueBatch, type QueueRecord, sentAt } from "./queue-batch.ts";

/** One message of a batch, read. */
export interface BatchMessage<Message> {
  /** The queue's name for it, by which it is reported. */
  id: string;
  message: Message;
}

/** Messages that are to come back, and why. */
export interface BatchFailure {
  ids: readonly string[];
  error: unknown;
}

/** Does what the messages of a batch say, all together; answers those that failed. Throws to have all of them back. */
export type BatchDeed<Message> = (messages: readonly BatchMessage<Message>[]) => Promise<readonly BatchFailure[]>;

/**
 * Wires a function to a queue whose messages are best done many at a time. What cannot be read is reported alone and
 * comes back by itself until the queue sets it aside; the deed is given the others, and reports those it could not do.
 * @param read a message by its body and when it was put on the queue, ISO 8601 UTC; throws where it is none.
 * @param start makes the deed from its environment and clients; runs once per cold start.
 */
export const queueBatchListener = <Message>(
  read: (body: string, sentAt: string) => Message,
  start: () => BatchDeed<Message> | Promise<BatchDeed<Message>>,
): Handler<SQSBatchResponse> =>
  listener(QueueBatch, async () => {
    const deed = await start();
    return async ({ Records }) => {
      const { messages, unread } = readAll(Records, read);
      const failures = [...unread, ...(messages.length === 0 ? [] : await deed(messages))];
      for (const { ids, error } of failures)
        log.error("messages failed", { messageIds: ids, failure: tellable(error) });
      const failed = new Set(failures.flatMap(({ ids }) => ids));
      return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
    };
  });

const readAll = <Message>(records: readonly QueueRecord[], read: (body: string, sentAt: string) => Message) => {
  const messages: BatchMessage<Message>[] = [];
  const unread: BatchFailure[] = [];
  for (const record of records) {
    try {
      messages.push({ id: record.messageId, message: read(record.body, sentAt(record)) });
    } catch (error) {
      unread.push({ ids: [record.messageId], error });
    }
  }
  return { messages, unread };
};
