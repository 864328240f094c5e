import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import type { AwsAccess } from "#adapters/aws/access.ts";
import { dynamodbClient, type SdkClient } from "#adapters/dynamodb/client.ts";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import { RECORDS_TABLE } from "../../bench/records-table.ts";
import type { Database } from "../../local/emulators/dynamodb-local.ts";
import { freshDatabase } from "./fresh-database.ts";

/** A database in DynamoDB Local, a client for it, and as many empty records tables as a suite wants. */
export interface RecordsEmulator {
  client: SdkClient;
  /** The same database by requests that are signed here. */
  signed: ItemCalls;
  /** How those requests reach it. */
  access: AwsAccess;
  database: Database;
  /** Makes an empty records table and answers its name. */
  freshTable(): Promise<string>;
  stop(): void;
}

/** Opens a database for one test file; the file stops its client in `afterAll`. */
export const startRecordsEmulator = async (): Promise<RecordsEmulator> => {
  const database = await freshDatabase();
  const { endpoint, keyId } = database;
  const credentials = { accessKeyId: keyId, secretAccessKey: "test" };
  const client = dynamodbClient({ endpoint, region: "us-east-1", credentials });
  const access: AwsAccess = {
    ...{ endpoint, region: "us-east-1", credentials: { ...credentials, sessionToken: undefined } },
    now: () => new Date().toISOString(),
  };
  let tables = 0;
  return {
    client,
    signed: signedItems(access),
    access,
    database,
    freshTable: async () => {
      tables += 1;
      const TableName = `records-${tables}`;
      await client.send(new CreateTableCommand({ TableName, ...RECORDS_TABLE }));
      return TableName;
    },
    stop: () => client.destroy(),
  };
};
