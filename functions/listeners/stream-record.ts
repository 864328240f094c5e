import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";

const TYPES = ["S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"];

/** A value as DynamoDB writes it, `{"S": "text"}`: one type, one value. */
const Value = z.custom<AttributeValue>((value) => {
  const types = typeof value === "object" && value !== null ? Object.keys(value) : [];
  return types.length === 1 && TYPES.includes(types[0] ?? "");
});

const Image = z.pipe(
  z.record(z.string(), Value),
  z.transform((image) => unmarshall(image)),
);

export const StreamRecord = z.pipe(
  z.object({
    dynamodb: z.object({
      SequenceNumber: z.string(),
      /** Seconds since 1970. */
      ApproximateCreationDateTime: z.number(),
      OldImage: z.optional(Image),
      NewImage: z.optional(Image),
    }),
  }),
  z.transform(({ dynamodb }) => ({
    before: dynamodb.OldImage,
    after: dynamodb.NewImage,
    at: new Date(dynamodb.ApproximateCreationDateTime * 1000).toISOString(),
  })),
);

/** An item of the records table before and after a change, either of which may be missing. */
export type ItemChange = z.output<typeof StreamRecord>;

/** A batch of the stream. Each record is parsed alone, so that a faulty one fails alone; its number names it. */
export const StreamBatch = z.object({
  Records: z.array(z.looseObject({ dynamodb: z.looseObject({ SequenceNumber: z.string() }) })),
});
export type StreamBatch = z.output<typeof StreamBatch>;
