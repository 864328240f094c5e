import { KnownSession } from "#domain/sessions/session.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { putItem, queryPartition } from "../dynamodb/table.ts";
import type { Sessions } from "./sessions.ts";

const SESSIONS = PARTITIONS.sessions;

const SessionItem = itemOf(SESSIONS, KnownSession);

/** A program's sessions in the records table; a save is one conditional write. */
export const dynamodbSessions = (client: ItemCalls, tableName: string, program: string): Sessions => ({
  all: async () =>
    (await queryPartition(client, tableName, SESSIONS.pk(program), { consistent: true })).map((item) =>
      SessionItem.parse(item),
    ),

  save: async (session, before) => {
    const key = { pk: SESSIONS.pk(program), sk: session.id };
    const isUnchanged =
      before === undefined
        ? { text: "attribute_not_exists(#pk)", names: ["pk"], values: {} }
        : {
            text: "#givenAt = :before AND #sequence = :seen",
            names: ["givenAt", "sequence"],
            values: { before: before.givenAt, seen: before.sequence },
          };
    const { ok } = await putItem(client, tableName, { ...key, ...SESSIONS.stamp, program, ...session }, isUnchanged);
    return ok;
  },
});
