import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/**
 * The client of the records table, by the environment's region and credentials. Without the SDK's own log, which nobody
 * reads: for it every request and answer is walked through, a hundred students at a time, to mask what is secret.
 */
export const dynamodbClient = (): DynamoDBClient => {
  const client = new DynamoDBClient({ cacheMiddleware: true });
  client.middlewareStack.remove("loggerMiddleware");
  return client;
};
