import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, queryPartition } from "../dynamodb/table.ts";
import { ImportRecord, type Imports, newestFirst } from "./imports.ts";

const IMPORTS = PARTITIONS.imports;

const ImportItem = itemOf(IMPORTS, ImportRecord);

/**
 * Reads an import from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no import
 */
export const readImport = (item: unknown): ImportRecord => ImportItem.parse(item);

/** A program's imports in the records table; each call but `all` is one read or one conditional write. */
export const dynamodbImports = (client: ItemCalls, tableName: string, program: string): Imports => {
  const keyOf = (id: string) => ({ pk: IMPORTS.pk(program), sk: id });
  return {
    all: async () =>
      newestFirst((await queryPartition(client, tableName, IMPORTS.pk(program), { consistent: true })).map(readImport)),

    get: async (id) => {
      const item = await getItem(client, tableName, keyOf(id));
      return item && readImport(item);
    },

    record: async (one) => {
      await changeItem(client, tableName, { key: keyOf(one.id), set: { ...IMPORTS.stamp, program, ...one } });
    },

    decide: async (id, { from, to, at }) => {
      const { ok } = await changeItem(client, tableName, {
        key: keyOf(id),
        set: { verdict: to, decidedAt: at },
        condition: { text: "#verdict = :from", names: [], values: { from } },
      });
      return ok;
    },
  };
};
