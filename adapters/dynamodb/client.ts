import {
  BatchGetItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { ItemCalls } from "./item-calls.ts";

/** The AWS SDK's client, with the calls that the stores of items make. */
export type SdkClient = DynamoDBClient & ItemCalls;

const withItemCalls = (client: DynamoDBClient): SdkClient =>
  Object.assign(client, {
    getItem: (request) => client.send(new GetItemCommand(request)),
    putItem: (request) => client.send(new PutItemCommand(request)),
    updateItem: (request) => client.send(new UpdateItemCommand(request)),
    query: (request) => client.send(new QueryCommand(request)),
    batchGetItem: (request) => client.send(new BatchGetItemCommand(request)),
  } satisfies ItemCalls);

/**
 * The client of the records table, by the environment's region and credentials unless others are given. Lean: the way
 * through the SDK is worked out once for each command. Without the SDK's own log, which nobody reads: for it every
 * request and answer is walked through, a hundred students at a time, to mask what is secret.
 */
export const dynamodbClient = (settings: DynamoDBClientConfig = {}): SdkClient => {
  const client = new DynamoDBClient({ ...settings, cacheMiddleware: true });
  client.middlewareStack.remove("loggerMiddleware");
  return withItemCalls(client);
};
