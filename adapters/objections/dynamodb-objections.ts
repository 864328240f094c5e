import { choicesKeys, declinedIn } from "../choices/dynamodb-choices.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { isPaused, mailingKey } from "../mailings/dynamodb-mailings.ts";
import type { Objections } from "./objections.ts";

/** Objections in the records table: all of a message's students and their mailing are one read. */
export const dynamodbObjections = (client: ItemCalls, tableName: string, program: string): Objections => ({
  to: async (mailing, students) => {
    const keys = [mailingKey(program, mailing), ...choicesKeys(students)];
    const items = await getItems(client, tableName, keys, { consistent: true });
    const declined = [...declinedIn(items)].filter(([student]) => students.includes(student));
    return { declined: new Map(declined), isPaused: items.some(isPaused) };
  },
});
