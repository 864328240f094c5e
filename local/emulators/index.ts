import type { Deployment } from "../deployment.ts";
import { type Database, type DynamodbLocal, startDynamodbLocal } from "./dynamodb-local.ts";
import { type QueuesAndBuckets, startQueues } from "./queues.ts";
import { openStream, type StreamReader } from "./stream-reader.ts";
import { createTables, dropTables } from "./tables.ts";

/** The emulators behind the gateway, with the deployed tables, queues and buckets in them. */
export interface Emulators {
  readonly dynamodb: Database;
  readonly queues: QueuesAndBuckets;
  /** Readers of the tables' streams, by table. */
  streams(): ReadonlyMap<string, StreamReader>;
  /** Makes every store empty; the streams begin anew. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** Stands in where no table is deployed: a start of Java saved. */
const noDatabase: DynamodbLocal = { endpoint: "http://127.0.0.1:9", keyId: "none", stop: async () => {} };

/**
 * Starts DynamoDB Local and the emulator of SQS and S3 side by side. Both listen on all interfaces, on random ports:
 * the first gives the tables to nobody who does not know a random key id, the second answers this machine alone. Throws
 * an Error of one sentence where Java is missing.
 * @param running an empty database to take instead of starting one; its tables are dropped at the end.
 */
export const startEmulators = async (deployment: Deployment, running?: Database): Promise<Emulators> => {
  const { region, tables } = deployment;
  const taken = running && { ...running, stop: () => dropTables(running, region, tables) };
  const [database, queues] = await Promise.allSettled([
    tables.length === 0 ? noDatabase : (taken ?? startDynamodbLocal()),
    startQueues(deployment),
  ]);
  if (database.status === "rejected" || queues.status === "rejected") {
    if (database.status === "fulfilled") await database.value.stop();
    if (queues.status === "fulfilled") await queues.value.stop();
    throw database.status === "rejected" ? database.reason : queues.status === "rejected" ? queues.reason : undefined;
  }
  const dynamodb = database.value;
  const open = async () => {
    const arns = await createTables(dynamodb, region, tables);
    const readers = [...arns].map(async ([table, arn]) => [table, await openStream(dynamodb, region, arn)] as const);
    return new Map(await Promise.all(readers));
  };
  let streams = await open();
  return {
    dynamodb,
    queues: queues.value,
    streams: () => streams,
    clear: async () => {
      queues.value.clear();
      await dropTables(dynamodb, region, tables);
      streams = await open();
    },
    stop: async () => {
      await Promise.all([database.value.stop(), queues.value.stop()]);
    },
  };
};
