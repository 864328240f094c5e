import * as z from "zod/mini";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem } from "../dynamodb/table.ts";
import type { SchoolRecord } from "./school-record.ts";

const Started = itemOf(PARTITIONS.school, z.object({ startedOn: z.iso.date() }));

const startedKey = (program: string) => ({ pk: PARTITIONS.school.pk, sk: `started/${program}` });

/** What the records table knows of a program as a whole. */
export const dynamodbSchoolRecord = (client: ItemCalls, tableName: string, program: string): SchoolRecord => ({
  startedOn: async () => {
    const item = await getItem(client, tableName, startedKey(program));
    return item && Started.parse(item).startedOn;
  },

  start: async (date) => {
    const changed = await changeItem(client, tableName, {
      key: startedKey(program),
      set: { ...PARTITIONS.school.stamp, startedOn: date },
      condition: { text: "attribute_not_exists(pk)", names: [], values: {} },
    });
    return changed.ok ? date : Started.parse(changed.old).startedOn;
  },
});
