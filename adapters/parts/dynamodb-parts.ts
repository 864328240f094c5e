import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { dynamodbPartGroups } from "./dynamodb-part-groups.ts";
import { groupedParts } from "./grouped-parts.ts";
import type { Parts } from "./parts.ts";

/** The parts of a program's students in the records table. */
export const dynamodbParts = (client: ItemCalls, tableName: string, program: string): Parts =>
  groupedParts(dynamodbPartGroups(client, tableName, program));
