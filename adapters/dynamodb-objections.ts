import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { getItems } from "./dynamodb-batch.ts";
import { choicesKeys, declinedIn } from "./dynamodb-choices.ts";
import { isPaused, runKey } from "./dynamodb-runs.ts";
import type { Objections } from "./objections.ts";

/** Objections in the records table: all of a message's students and their run are one read. */
export const dynamodbObjections = (client: DynamoDBClient, tableName: string): Objections => ({
  to: async (run, students) => {
    const keys = [runKey(run), ...choicesKeys(students)];
    const items = await getItems(client, tableName, keys, { consistent: true });
    const declined = [...declinedIn(items)].filter(([student]) => students.includes(student));
    return { declined: new Map(declined), isPaused: items.some(isPaused) };
  },
});
