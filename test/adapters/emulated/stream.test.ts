import { afterAll, beforeAll, describe } from "vitest";
import * as z from "zod/mini";
import { dynamodbClient, type SdkClient } from "#adapters/dynamodb/client.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { StreamBatch } from "../../../functions/listeners/stream-record.ts";
import { createStreamPump } from "../../../local/clock/stream-pump.ts";
import type { Database } from "../../../local/emulators/dynamodb-local.ts";
import { openStream } from "../../../local/emulators/stream-reader.ts";
import { createTables } from "../../../local/emulators/tables.ts";
import { freshDatabase } from "../../emulators/fresh-database.ts";
import { aQueue, aTable, REGION } from "../../local/tiny-deployment.ts";
import { groundOf } from "../../worlds/ground/ground.ts";
import { worldStream } from "../../worlds/services/stream.ts";
import { CALM } from "../../worlds/witness/faults.ts";
import { localRun, NOW, theListener } from "../local-run.ts";
import { type BatchListener, type OpenTable, streamContract } from "./stream.contract.ts";

const reported = (failed: readonly string[]) => ({
  batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })),
});

const inAWorld: OpenTable = async (listener) => {
  const from = Date.parse(NOW);
  const ground = groundOf(1, { from, calmFrom: from + 86_400_000, faults: CALM });
  const stream = worldStream(ground, async (_, batch) => reported(listener(batch)));
  const records = memoryRecords({ group: stream.group, student: stream.student });
  return { ...records, run: ground.agenda.run, setAside: stream.setAside };
};

describe("in a world", () => streamContract(inAWorld));

const failed = aQueue("failed");
const Letter = z.object({ DDBStreamBatchInfo: z.object({ batchSize: z.number() }) });

/** As the listener of the records' stream is deployed, with smaller batches. */
const mappingOf = (sourceArn: string) => ({
  sourceArn,
  functionArn: theListener().arn,
  batchSize: 8,
  filters: [
    { dynamodb: { NewImage: { kind: { S: [PARTITIONS.people.stamp.kind] } } } },
    { dynamodb: { NewImage: { kind: { S: [PARTITIONS.parts.stamp.kind] }, news: { S: [{ exists: true }] } } } },
  ],
  reportsItemFailures: true,
  bisectOnError: true,
  maximumRetryAttempts: 5,
  onFailureArn: failed.arn,
});

describe("on DynamoDB Local, with the local runtime's listener", () => {
  let database: Database;
  let client: SdkClient;
  let tables = 0;
  beforeAll(async () => {
    database = await freshDatabase();
    const credentials = { accessKeyId: database.keyId, secretAccessKey: "local" };
    client = dynamodbClient({ endpoint: database.endpoint, region: REGION, credentials });
  });
  afterAll(() => client.destroy());

  /** A fresh table, and a pump that gives the listener what its stream holds. */
  const listened = async (listener: BatchListener) => {
    tables += 1;
    const table = aTable(`records-${tables}`);
    const letters: string[] = [];
    const streams = await createTables(database, REGION, [table]);
    const run = localRun({
      deployment: { tables: [table], queues: [failed], mappings: [mappingOf(table.streamArn ?? "")] },
      deed: async (event) => reported(listener(StreamBatch.parse(event))),
      queues: { send: (_, body) => void letters.push(body) },
    });
    const reader = await openStream(database, REGION, streams.get(table.name) ?? "");
    return { name: table.name, letters, run: () => createStreamPump(run, table).run(reader) };
  };

  const open: OpenTable = async (listener) => {
    const { name, letters, run } = await listened(listener);
    return {
      people: dynamodbPeople(client, name, "hms"),
      accessCodes: dynamodbAccessCodes(client, name),
      parts: dynamodbParts(client, name, "hms"),
      school: dynamodbSchoolRecord(client, name, "hms"),
      run: async () => void (await run()),
      setAside: () =>
        letters.reduce((sum, letter) => sum + Letter.parse(JSON.parse(letter)).DDBStreamBatchInfo.batchSize, 0),
    };
  };
  streamContract(open);
});
