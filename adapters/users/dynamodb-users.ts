import * as z from "zod/mini";
import { User } from "#domain/access/user.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { getItem, putItem, queryPartition } from "../dynamodb/table.ts";
import type { Users } from "./users.ts";

const USERS = PARTITIONS.users;

const UserItem = itemOf(USERS, z.extend(User, { givenAt: z.string() }));

/** A program's users in the records table; a save is one conditional write. */
export const dynamodbUsers = (client: ItemCalls, tableName: string, program: string): Users => {
  const keyOf = (id: string) => ({ pk: USERS.pk(program), sk: id });
  return {
    all: async () =>
      (await queryPartition(client, tableName, USERS.pk(program), { consistent: true })).map((item) =>
        UserItem.parse(item),
      ),

    get: async (id) => {
      const item = await getItem(client, tableName, keyOf(id));
      return item && UserItem.parse(item);
    },

    save: async (user) => {
      const isNewest = {
        text: "attribute_not_exists(#givenAt) OR #givenAt <= :at",
        names: ["givenAt"],
        values: { at: user.givenAt },
      };
      const { ok } = await putItem(client, tableName, { ...keyOf(user.id), ...USERS.stamp, ...user }, isNewest);
      return ok;
    },
  };
};
