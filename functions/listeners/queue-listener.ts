import type { SQSBatchResponse } from "aws-lambda";
import type * as z from "zod/mini";
import { type Handler, listener, type TimeLeft } from "./listener.ts";
import { log } from "./log.ts";
import { parseEvent, parseJson } from "./parse-event.ts";
import { QueueBatch, type QueueRecord } from "./queue-batch.ts";
import { type Receipt, receiptOf } from "./receipt.ts";
import { tellable } from "./tellable.ts";

/** Acts on one message. Throws to have SQS bring it back. */
export type MessageDeed<Message> = (message: Message, receipt: Receipt, left: TimeLeft) => Promise<unknown>;

/** Wires a deed for single messages to a queue: SQS brings back a message that failed, or does not fit `schema`. */
export const queueListener = <Schema extends z.ZodMiniType>(
  schema: Schema,
  start: () => MessageDeed<z.output<Schema>> | Promise<MessageDeed<z.output<Schema>>>,
): Handler<SQSBatchResponse> =>
  listener(QueueBatch, async () => {
    const deed = await start();
    const one = async (record: QueueRecord, left: TimeLeft, now: string): Promise<void> => {
      try {
        await deed(parseEvent(schema, parseJson(record.body)), receiptOf(record, now), left);
      } catch (error) {
        log.error("message failed", { messageId: record.messageId, failure: tellable(error) });
        throw error;
      }
    };
    return async ({ Records }, left, now) => {
      const done = await Promise.allSettled(Records.map((record) => one(record, left, now)));
      const failed = Records.filter((_, nth) => done[nth]?.status === "rejected");
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
  });
