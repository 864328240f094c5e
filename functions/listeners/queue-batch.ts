import * as z from "zod/mini";

export const QueueBatch = z.object({
  Records: z.array(
    z.looseObject({
      messageId: z.string(),
      body: z.string(),
      attributes: z.looseObject({
        SentTimestamp: z.string(),
        ApproximateFirstReceiveTimestamp: z.string(),
        ApproximateReceiveCount: z.string(),
      }),
    }),
  ),
});
export type QueueRecord = z.infer<typeof QueueBatch>["Records"][number];

/** When a message was put on the queue, ISO 8601 UTC. */
export const sentAt = ({ attributes }: { attributes: { SentTimestamp: string } }): string =>
  new Date(Number(attributes.SentTimestamp)).toISOString();
