import { sessionOf } from "#domain/sessions/session-subject.ts";
import { choicesKeys, declinedIn } from "../choices/dynamodb-choices.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { isPaused, mailingKey } from "../mailings/dynamodb-mailings.ts";
import { sequenceIn, sessionKey } from "../sessions/dynamodb-sessions.ts";
import type { Preflight } from "./preflight.ts";

/** Preflight in the records table: all of a message's students, their mailing and its session are one read. */
export const dynamodbPreflight = (client: ItemCalls, tableName: string, program: string): Preflight => ({
  check: async (mailing, students) => {
    const session = sessionOf(mailing.occurrence);
    const about = session === undefined ? [] : [sessionKey(program, session)];
    const keys = [mailingKey(program, mailing), ...about, ...choicesKeys(students)];
    const items = await getItems(client, tableName, keys, { consistent: true });
    const declined = [...declinedIn(items)].filter(([student]) => students.includes(student));
    const sequence = sequenceIn(items);
    const stands = sequence === undefined ? {} : { sequence };
    return { declined: new Map(declined), isPaused: items.some(isPaused), ...stands };
  },
});
