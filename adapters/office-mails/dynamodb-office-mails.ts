import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem } from "../dynamodb/table.ts";
import type { OfficeMails } from "./office-mails.ts";

const TOLD = PARTITIONS.officeMails;

/** What staff of a program have been told by mail, in the records table. */
export const dynamodbOfficeMails = (client: ItemCalls, tableName: string, program: string): OfficeMails => {
  const keyOf = (name: string) => ({ pk: TOLD.pk, sk: `${program}/${name}` });
  return {
    isTold: async (name) => (await getItem(client, tableName, keyOf(name))) !== undefined,
    told: async (name, at) => {
      await changeItem(client, tableName, { key: keyOf(name), set: TOLD.stamp, first: { at } });
    },
  };
};
