import type { SQSBatchResponse } from "aws-lambda";
import { type Handler, listener } from "./listener.ts";
import { log } from "./log.ts";
import { QueueBatch, type QueueRecord, sentAt } from "./queue-batch.ts";
import { tellable } from "./tellable.ts";

/** A parsed message, and the id by which SQS knows it. */
export interface BatchMessage<Message> {
  id: string;
  message: Message;
}

/** Messages that SQS has to bring back, and why. */
export interface BatchFailure {
  ids: readonly string[];
  error: unknown;
}

/** Acts on all messages of a batch together; answers the failed ones. Throws to have SQS bring back all. */
export type BatchDeed<Message> = (messages: readonly BatchMessage<Message>[]) => Promise<readonly BatchFailure[]>;

/** Wires a deed for batches to a queue: SQS brings back the messages that failed, or on which `read` threw. */
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
