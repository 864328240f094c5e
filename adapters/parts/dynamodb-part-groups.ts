import { randomBytes } from "node:crypto";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { readEach } from "../dynamodb/items.ts";
import { getItem, putItem, queryPartition } from "../dynamodb/table.ts";
import { GroupOfItem, groupItem, partPartition } from "./part-group-item.ts";
import type { PartGroups } from "./part-groups.ts";

/** How many of the latest writers can still find their own write. */
const KNOWN_WRITES = 20;

const over = (version: number) =>
  version === 1
    ? { text: "attribute_not_exists(pk)", names: [], values: {} }
    : { text: "#version = :before", names: ["version"], values: { before: version - 1 } };

/** Groups of a program's parts in the records table. */
export const dynamodbPartGroups = (client: ItemCalls, tableName: string, program: string): PartGroups => ({
  read: async ({ occurrence, group }) => {
    const item = await getItem(client, tableName, { pk: partPartition(program, occurrence), sk: group });
    return item && GroupOfItem.parse(item);
  },

  some: async (names, unread) => {
    const keys = names.map(({ occurrence, group }) => ({ pk: partPartition(program, occurrence), sk: group }));
    return readEach(GroupOfItem, await getItems(client, tableName, keys, {}), ({ sk }) => sk, unread);
  },

  write: async (group) => {
    const id = randomBytes(6).toString("base64url");
    const writes = [id, ...group.writes].slice(0, KNOWN_WRITES);
    const put = await putItem(client, tableName, groupItem(program, { ...group, writes }), over(group.version));
    if (put.ok) return put;
    const stands = put.old && GroupOfItem.parse(put.old);
    // The client repeats a call whose answer was lost; the repeat is refused by the very write it made.
    return stands?.writes.includes(id) ? { ok: true } : { ok: false, stands };
  },

  ofOccurrence: async (occurrence, unread, how) => {
    const items = await queryPartition(client, tableName, partPartition(program, occurrence), {
      consistent: how === "as of now",
    });
    return readEach(GroupOfItem, items, ({ sk }) => sk, unread);
  },
});
