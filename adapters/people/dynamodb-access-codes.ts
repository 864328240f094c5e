import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { changeItem, getItem } from "../dynamodb/table.ts";
import type { AccessCodes } from "./access-codes.ts";

const AccessCode = z.object({ code: z.string() });

const codeKey = (student: string) => ({ pk: "access-code", sk: student });

/** The students' AAMC access codes in the records table, in a partition that only few functions may read. */
export const dynamodbAccessCodes = (client: DynamoDBClient, tableName: string): AccessCodes => ({
  get: async (student) => {
    const item = await getItem(client, tableName, codeKey(student));
    return item && AccessCode.parse(item).code;
  },

  save: async (student, code) => {
    await changeItem(client, tableName, { key: codeKey(student), set: { kind: "access-code", code } });
  },
});
