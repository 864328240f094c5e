import { dynamodbClient } from "../../../adapters/dynamodb/client.ts";

/** The same calls as ours by the AWS SDK, as the other functions make them. */
export const signedItems = dynamodbClient;
