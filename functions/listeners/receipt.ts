import type { QueueRecord } from "./queue-batch.ts";

/** When a queue first handed out a message, ISO 8601 UTC, and how often by now. */
export interface Receipt {
  at: string;
  times: number;
}

/** The first receive dates what a deed does: before it, the message may have waited on the queue for days. */
export const receiptOf = ({ attributes }: Pick<QueueRecord, "attributes">): Receipt => ({
  at: new Date(Number(attributes.ApproximateFirstReceiveTimestamp)).toISOString(),
  times: Number(attributes.ApproximateReceiveCount),
});
