import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Database } from "../../local/emulators/dynamodb-local.ts";
import { freshDatabase } from "./fresh-database.ts";

/** A database in DynamoDB Local, a client for it, and as many empty records tables as a suite wants. */
export interface RecordsEmulator {
  client: DynamoDBClient;
  database: Database;
  /** Makes an empty records table and answers its name. */
  freshTable(): Promise<string>;
  stop(): void;
}

/** Opens a database for one test file; the file stops its client in `afterAll`. */
export const startRecordsEmulator = async (): Promise<RecordsEmulator> => {
  const database = await freshDatabase();
  const { endpoint, keyId } = database;
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: keyId, secretAccessKey: "test" },
  });
  let tables = 0;
  return {
    client,
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

const RECORDS_TABLE = {
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" as const },
    { AttributeName: "sk", AttributeType: "S" as const },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" as const },
    { AttributeName: "sk", KeyType: "RANGE" as const },
  ],
  BillingMode: "PAY_PER_REQUEST" as const,
};
