import * as z from "zod/mini";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, type Item, queryPartition } from "../dynamodb/table.ts";
import type { Notes, OwnNote } from "./notes.ts";

const NOTES = PARTITIONS.notes;

const NoteItem = itemOf(NOTES, z.object({ sk: z.string(), text: z.optional(z.string()), at: z.string() }));

/** Seconds since 1970 after which the table deletes what is left of an item. */
const DAY = 86_400;

const noteOf = (item: Item): OwnNote[] => {
  const { sk: student, text, at } = NoteItem.parse(item);
  return text === undefined ? [] : [{ student, text, at }];
};

const THERE = { text: "attribute_exists(#text)", names: ["text"], values: {} };

const standsAs = (seen: string | undefined) =>
  seen === undefined
    ? { text: "attribute_not_exists(#text)", names: ["text"], values: {} }
    : { text: "attribute_exists(#text) AND #at = :seen", names: ["text", "at"], values: { seen } };

/**
 * Notes in the records table, a partition for each advisor. A note that is deleted loses its text at once; what is left
 * of its item, the table deletes.
 */
export const dynamodbNotes = (client: ItemCalls, tableName: string, program: string): Notes => {
  const pk = (advisor: string): string => NOTES.pk(`${program}/${advisor}`);
  const remove = async (advisor: string, student: string, at: string): Promise<boolean> => {
    const set = { ...NOTES.stamp, at, expires: Math.ceil(Date.parse(at) / 1000) + DAY };
    const change = { key: { pk: pk(advisor), sk: student }, set, remove: ["text"], condition: THERE };
    return (await changeItem(client, tableName, change)).ok;
  };
  return {
    get: async (advisor, student) => {
      const item = await getItem(client, tableName, { pk: pk(advisor), sk: student });
      return item && noteOf(item)[0];
    },

    all: async (advisor) => {
      const items = await queryPartition(client, tableName, pk(advisor), { consistent: true });
      return items.flatMap(noteOf).toSorted((one, other) => (one.at < other.at ? 1 : -1));
    },

    write: async (advisor, { student, text, at }, seen) => {
      const set = { ...NOTES.stamp, text, at };
      const key = { pk: pk(advisor), sk: student };
      const change = { key, set, remove: ["expires"], condition: standsAs(seen) };
      return (await changeItem(client, tableName, change)).ok;
    },

    remove: async (advisor, student, at) => {
      await remove(advisor, student, at);
    },

    // Whose they were: of each the key alone is read, and no text.
    removeAll: async (advisor, at) => {
      const items = await queryPartition(client, tableName, pk(advisor), { consistent: true, attributes: ["sk"] });
      const keys = items.flatMap((item) => z.object({ sk: z.string() }).safeParse(item).data?.sk ?? []);
      const removed = await Promise.all(keys.map((student) => remove(advisor, student, at)));
      return removed.filter((isRemoved) => isRemoved).length;
    },
  };
};
