import * as z from "zod/mini";
import { Instant } from "#domain/time/instant.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem } from "../dynamodb/table.ts";
import type { SchoolRecord } from "./school-record.ts";

const Started = itemOf(PARTITIONS.school, z.object({ startedOn: z.iso.date() }));

const Newest = itemOf(
  PARTITIONS.school,
  z.object({ at: Instant, bucket: z.string(), key: z.string(), sha256: z.string() }),
);

const Sent = itemOf(PARTITIONS.school, z.object({ lastSent: z.record(z.string(), z.iso.date()) }));

const sentKey = (program: string) => ({ pk: PARTITIONS.school.pk, sk: `sent/${program}` });

const rosterKey = (program: string) => ({ pk: PARTITIONS.school.pk, sk: `roster/${program}` });

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

  newestRoster: async () => {
    const item = await getItem(client, tableName, rosterKey(program));
    return item && Newest.parse(item);
  },

  claimRoster: async ({ at, bucket, key, sha256 }) => {
    const { ok } = await changeItem(client, tableName, {
      key: rosterKey(program),
      set: { ...PARTITIONS.school.stamp, at, bucket, key, sha256 },
      condition: { text: "attribute_not_exists(pk) OR #at <= :at", names: [], values: {} },
    });
    return ok;
  },

  lastSent: async () => {
    const item = await getItem(client, tableName, sentKey(program));
    return item ? Sent.parse(item).lastSent : {};
  },

  saveLastSent: async (lastSent) => {
    await changeItem(client, tableName, { key: sentKey(program), set: { ...PARTITIONS.school.stamp, lastSent } });
  },
});
