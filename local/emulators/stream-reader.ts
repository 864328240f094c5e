import * as z from "zod/mini";
import { askJson } from "../gateway/forward.ts";
import type { Database } from "./dynamodb-local.ts";

const Shards = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) });
const Iterator = z.object({ ShardIterator: z.string() });
const StreamRecord = z.looseObject({
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string() }),
});
const Records = z.object({
  Records: z.array(StreamRecord),
  NextShardIterator: z.nullish(z.string()),
});

/** A record as DynamoDB Streams gives it, and as Lambda passes it on. */
export type StreamRecord = z.infer<typeof StreamRecord>;

/** Reads a table's stream from its beginning, a batch at a time; each record once. */
export interface StreamReader {
  readonly shard: string;
  next(): Promise<StreamRecord[]>;
}

/** Opens the stream of a table that was just created, so that nothing written after it is missed. */
export const openStream = async (
  { endpoint, keyId }: Database,
  region: string,
  streamArn: string,
): Promise<StreamReader> => {
  const ask = (operation: string, body: Record<string, unknown>) =>
    askJson(endpoint, { service: "dynamodb", region, keyId, target: `DynamoDBStreams_20120810.${operation}`, body });
  const shards = async () =>
    Shards.parse(await ask("DescribeStream", { StreamArn: streamArn })).StreamDescription.Shards.map(
      ({ ShardId }) => ShardId,
    );
  const iteratorAt = async (shard: string, after: string | undefined): Promise<string> => {
    const where =
      after === undefined
        ? { ShardIteratorType: "TRIM_HORIZON" }
        : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after };
    return Iterator.parse(await ask("GetShardIterator", { StreamArn: streamArn, ShardId: shard, ...where }))
      .ShardIterator;
  };
  let shard = (await shards())[0] ?? "";
  let last: string | undefined;
  let iterator: string | undefined = await iteratorAt(shard, undefined);
  const read = async (): Promise<z.infer<typeof Records>> => {
    iterator ??= await iteratorAt(shard, last);
    try {
      return Records.parse(await ask("GetRecords", { ShardIterator: iterator }));
    } catch {
      // An iterator lives for minutes only, and a run may stand still for hours.
      return Records.parse(await ask("GetRecords", { ShardIterator: await iteratorAt(shard, last) }));
    }
  };
  const followingShard = async (): Promise<string | undefined> => {
    const all = await shards();
    return all[all.indexOf(shard) + 1];
  };
  return {
    get shard() {
      return shard;
    },
    next: async () => {
      const { Records: records, NextShardIterator } = await read();
      last = records.at(-1)?.dynamodb.SequenceNumber ?? last;
      iterator = NextShardIterator ?? undefined;
      const following = iterator === undefined ? await followingShard() : undefined;
      if (following !== undefined) {
        shard = following;
        last = undefined;
      }
      return records;
    },
  };
};
