import * as z from "zod/mini";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, queryPartition } from "../dynamodb/table.ts";
import type { AccessCodes } from "./access-codes.ts";

const AccessCode = itemOf(PARTITIONS.accessCodes, z.object({ code: z.optional(z.string()) }));

const KeptCode = itemOf(PARTITIONS.accessCodes, z.object({ sk: z.string(), code: z.optional(z.string()) }));

const codeKey = (student: string) => ({ pk: PARTITIONS.accessCodes.pk, sk: student });

/** The students' AAMC access codes in the records table, in a partition that only few functions may read. */
export const dynamodbAccessCodes = (client: ItemCalls, tableName: string): AccessCodes => ({
  all: async () => {
    const reading = { consistent: true, attributes: ["sk", "code"] };
    const items = await queryPartition(client, tableName, PARTITIONS.accessCodes.pk, reading);
    const codes = items.map((item) => KeptCode.parse(item));
    return new Map(codes.flatMap(({ sk, code }) => (code === undefined ? [] : [[sk, code] as const])));
  },

  get: async (student) => {
    const item = await getItem(client, tableName, codeKey(student));
    return item && AccessCode.parse(item).code;
  },

  forget: async (student) => {
    await changeItem(client, tableName, { key: codeKey(student), set: PARTITIONS.accessCodes.stamp, remove: ["code"] });
  },

  save: async (student, code) => {
    await changeItem(client, tableName, { key: codeKey(student), set: { ...PARTITIONS.accessCodes.stamp, code } });
  },
});
