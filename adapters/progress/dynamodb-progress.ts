import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, placeholder, queryPartition } from "../dynamodb/table.ts";
import { addedUp, countsIn, countsKey, written } from "./counts-item.ts";
import type { ProgressCounts } from "./progress.ts";

/** Counts in the records table: an item for each cohort in a group, an attribute for each occurrence. */
export const dynamodbProgress = (client: ItemCalls, tableName: string, program: string): ProgressCounts => ({
  count: async ({ occurrence, group, version, cohorts }) => {
    const name = countsIn(occurrence);
    const stands = `#${placeholder(name)}`;
    const taken = [...cohorts].map(async ([cohort, counts]) => {
      const { ok } = await changeItem(client, tableName, {
        key: countsKey(program, cohort, group),
        set: { ...PARTITIONS.progress.stamp, cohort, [name]: { v: version, n: written(counts) } },
        condition: {
          text: `attribute_not_exists(${stands}) OR ${stands}.#v < :v`,
          names: [name, "v"],
          values: { v: version },
        },
      });
      return ok;
    });
    return (await Promise.all(taken)).includes(true);
  },

  since: async (graduationYear) =>
    addedUp(await queryPartition(client, tableName, PARTITIONS.progress.pk(program), { from: String(graduationYear) })),
});
