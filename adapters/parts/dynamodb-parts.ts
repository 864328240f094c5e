import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamodbPartGroups } from "./dynamodb-part-groups.ts";
import { groupedParts } from "./grouped-parts.ts";
import type { Parts } from "./parts.ts";

/** Students' parts in the records table. */
export const dynamodbParts = (client: DynamoDBClient, tableName: string): Parts =>
  groupedParts(dynamodbPartGroups(client, tableName));
