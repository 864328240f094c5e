import type { QueueRecord } from "./queue-batch.ts";

/** When a message was first received (ISO 8601 UTC), and how often it has been. */
export interface Receipt {
  at: string;
  times: number;
}

/**
 * The receipt of a message. What a listener does counts as done when the message was first received: it may have waited
 * on the queue for days, and a message put back from the dead-letter queue was not received before.
 */
export const receiptOf = ({ attributes }: Pick<QueueRecord, "attributes">): Receipt => ({
  at: new Date(Number(attributes.ApproximateFirstReceiveTimestamp)).toISOString(),
  times: Number(attributes.ApproximateReceiveCount),
});
