import type { QueueRecord } from "./queue-batch.ts";

/** One receive of a queue's message: when its function was called, ISO 8601 UTC, and how often it came by now. */
export interface Receipt {
  at: string;
  times: number;
}

/** The receive itself dates what a deed does: since the first one, the message may have come back for hours. */
export const receiptOf = ({ attributes }: Pick<QueueRecord, "attributes">, at: string): Receipt => ({
  at,
  times: Number(attributes.ApproximateReceiveCount),
});
