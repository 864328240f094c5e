import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem } from "../dynamodb/table.ts";
import { type Clock, type Pace, sharedPace } from "./pace.ts";

const KEY = { pk: PARTITIONS.pace.pk, sk: "sending" };

const PaceItem = itemOf(
  PARTITIONS.pace,
  z.object({ next: z.number(), ratePerSecond: z.number(), dailyQuota: z.optional(z.number()) }),
);

/** How fast mails go out is about the time that passes while they do, and not about when they were due. */
const CLOCK: Clock = { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) };

/** The pace of sending in the records table: one item, and one conditional write for each turn of a sender alone. */
export const dynamodbPace = (client: ItemCalls, tableName: string, clock: Clock = CLOCK): Pace =>
  sharedPace(
    {
      read: async () => {
        const item = await getItem(client, tableName, KEY);
        return item && PaceItem.parse(item);
      },
      write: async ({ next, ratePerSecond, dailyQuota }, seen) => {
        const changed = await changeItem(client, tableName, {
          key: KEY,
          set: { ...PARTITIONS.pace.stamp, next, ratePerSecond, ...(dailyQuota === undefined ? {} : { dailyQuota }) },
          remove: dailyQuota === undefined ? ["dailyQuota"] : [],
          condition:
            seen === undefined
              ? { text: "attribute_not_exists(pk)", names: [], values: {} }
              : { text: "#next = :seen", names: [], values: { seen } },
        });
        return changed.ok ? changed : { ok: false, stands: changed.old && PaceItem.parse(changed.old) };
      },
    },
    clock,
  );
