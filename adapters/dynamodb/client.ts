import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/**
 * The client of the records table, by the environment's region and credentials unless others are given. Lean: the way
 * through the SDK is worked out once for each command. Without the SDK's own log, which nobody reads: for it every
 * request and answer is walked through, a hundred students at a time, to mask what is secret.
 */
export const dynamodbClient = (settings: DynamoDBClientConfig = {}): DynamoDBClient => {
  const client = new DynamoDBClient({ ...settings, cacheMiddleware: true });
  client.middlewareStack.remove("loggerMiddleware");
  return client;
};
