import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { startDynamodbLocal } from "../../local/emulators/dynamodb-local.ts";

/** A running DynamoDB Local, a client for it, and as many empty records tables as a suite wants. */
export interface RecordsEmulator {
  client: DynamoDBClient;
  endpoint: string;
  /** Makes an empty records table and answers its name. */
  freshTable(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts DynamoDB Local for one test file; the file stops it in `afterAll`. */
export const startRecordsEmulator = async (): Promise<RecordsEmulator> => {
  const { endpoint, stop } = await startDynamodbLocal();
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  let tables = 0;
  return {
    client,
    endpoint,
    freshTable: async () => {
      tables += 1;
      const TableName = `records-${tables}`;
      await client.send(new CreateTableCommand({ TableName, ...RECORDS_TABLE }));
      return TableName;
    },
    stop: async () => {
      client.destroy();
      await stop();
    },
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
