import type { DeployedFunction, DeployedMapping, DeployedTable } from "../deployment.ts";
import type { StreamReader, StreamRecord } from "../emulators/stream-reader.ts";
import { matchesPattern } from "../template/pattern/matches-pattern.ts";
import { deadLetter, type Rig, ungranted } from "./rig.ts";
import { handleBatch } from "./stream-batches.ts";

const READING = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];

interface StreamMapping {
  mapping: DeployedMapping;
  target: DeployedFunction;
}

/** Hands the records of a table's stream to the functions that are mapped to it. */
export interface StreamPump {
  table: string;
  /** Reads and hands on everything new; answers whether there was anything. */
  run(reader: StreamReader): Promise<boolean>;
}

/** The mappings of one table's stream whose function may read it; the others are noted as failures and left out. */
const mappingsOf = (run: Rig, table: DeployedTable): StreamMapping[] =>
  run.deployment.mappings
    .filter(({ sourceArn }) => sourceArn === table.streamArn)
    .flatMap((mapping) => {
      const target = run.deployment.functions.find(({ arn }) => arn === mapping.functionArn);
      if (target === undefined) return [];
      const missing = ungranted(target.statements, READING, mapping.sourceArn);
      if (missing === undefined) return [{ mapping, target }];
      run.ledger.fail(target.name, `its role lacks ${missing} on ${mapping.sourceArn}, so it gets no records`);
      return [];
    });

/** Event source mappings of one table's stream; records carry the virtual now as the time at which they were made. */
export const createStreamPump = (run: Rig, table: DeployedTable): StreamPump => ({
  table: table.name,
  run: async (reader) => {
    const records = await readAll(reader);
    if (records.length === 0) return false;
    const dated = records.map((record) => localized(run, table, record));
    for (const one of mappingsOf(run, table)) await handAll(run, one, dated, reader.shard);
    return true;
  },
});

const readAll = async (reader: StreamReader): Promise<StreamRecord[]> => {
  const all: StreamRecord[] = [];
  for (let records = await reader.next(); records.length > 0; records = await reader.next()) all.push(...records);
  return all;
};

const localized = (run: Rig, table: DeployedTable, record: StreamRecord): StreamRecord => ({
  ...record,
  awsRegion: run.deployment.region,
  eventSourceARN: table.streamArn,
  dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Date.parse(run.now()) / 1000 },
});

const handAll = async (
  run: Rig,
  { mapping, target }: StreamMapping,
  records: readonly StreamRecord[],
  shard: string,
): Promise<void> => {
  const { filters, batchSize } = mapping;
  const wanted = records.filter(
    (record) => filters.length === 0 || filters.some((pattern) => matchesPattern(pattern, record)),
  );
  for (let start = 0; start < wanted.length; start += batchSize) {
    await handleBatch(mapping, wanted.slice(start, start + batchSize), {
      invoke: (batch) => run.fleet.invoke(target.arn, { Records: batch }),
      giveUp: (rest, why) => giveUp(run, { mapping, target }, rest, { why, shard }),
    });
  }
};

const giveUp = (
  run: Rig,
  { mapping, target }: StreamMapping,
  rest: readonly StreamRecord[],
  { why, shard }: { why: string; shard: string },
): void => {
  const { onFailureArn } = mapping;
  const mayNot = onFailureArn && ungranted(target.statements, ["sqs:SendMessage"], onFailureArn);
  if (mayNot) run.ledger.fail(target.name, `its role lacks ${mayNot} on ${onFailureArn}`);
  deadLetter(run, {
    from: target.name,
    why: `gave up ${rest.length} stream record(s): ${why}`,
    queueArn: mayNot ? undefined : onFailureArn,
    body: {
      version: "1.0",
      timestamp: run.now(),
      requestContext: { functionArn: `${target.arn}:$LATEST`, condition: "RetryAttemptsExhausted" },
      DDBStreamBatchInfo: {
        shardId: shard,
        startSequenceNumber: rest[0]?.dynamodb.SequenceNumber,
        endSequenceNumber: rest.at(-1)?.dynamodb.SequenceNumber,
        batchSize: rest.length,
        streamArn: mapping.sourceArn,
      },
    },
  });
};
