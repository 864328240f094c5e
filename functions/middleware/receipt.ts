import * as z from "zod/mini";

/** What SQS tells of a message beside its body; milliseconds since 1970, as text. */
export const ReceiptAttributes = z.looseObject({
  ApproximateFirstReceiveTimestamp: z.string(),
  ApproximateReceiveCount: z.string(),
});

/** When a message was first received (ISO 8601 UTC), and how often it has been. */
export interface Receipt {
  at: string;
  times: number;
}

/**
 * The receipt of a message. What a listener does counts as done when the message was first received: it may have waited
 * on the queue for days, and a message put back from the dead-letter queue was not received before.
 */
export const receiptOf = (attributes: z.infer<typeof ReceiptAttributes>): Receipt => ({
  at: new Date(Number(attributes.ApproximateFirstReceiveTimestamp)).toISOString(),
  times: Number(attributes.ApproximateReceiveCount),
});
