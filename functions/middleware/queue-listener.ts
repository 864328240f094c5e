import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { PartialItemFailureResponse } from "@aws-lambda-powertools/batch/types";
import type { SQSRecord } from "aws-lambda";
import type * as z from "zod/mini";
import { type Handler, listener } from "./listener.ts";
import { log, tellable } from "./log.ts";
import { parseEvent, parseJson } from "./parse-event.ts";
import { QueueBatch, sentAt } from "./queue-batch.ts";

/** Does what one message says; `sentAt` is when it was put on the queue, ISO 8601 UTC. Throws to have it brought back. */
export type MessageDeed<Message> = (message: Message, sentAt: string) => Promise<unknown>;

/**
 * Wires a function to a queue. Messages succeed and fail one by one: those that fail, or are not what `schema` says,
 * are reported as such and come back by themselves until the queue sets them aside; the others are done.
 * @param start makes the deed from its environment and clients; runs once per cold start.
 */
export const queueListener = <Schema extends z.ZodMiniType>(
  schema: Schema,
  start: () => MessageDeed<z.output<Schema>> | Promise<MessageDeed<z.output<Schema>>>,
): Handler<PartialItemFailureResponse> =>
  listener(QueueBatch, async () => {
    const deed = await start();
    const one = async (record: SQSRecord): Promise<void> => {
      try {
        await deed(parseEvent(schema, parseJson(record.body)), sentAt(record));
      } catch (error) {
        log.error("message failed", { messageId: record.messageId, failure: tellable(error) });
        throw error;
      }
    };
    return (batch) =>
      processPartialResponse(batch, one, new BatchProcessor(EventType.SQS), { throwOnFullBatchFailure: false });
  });
