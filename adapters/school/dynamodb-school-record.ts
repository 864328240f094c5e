import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { changeItem, getItem } from "../dynamodb/table.ts";
import type { SchoolRecord } from "./school-record.ts";

const Started = z.object({ startedOn: z.iso.date() });

const STARTED = { pk: "school", sk: "started" };

/** What the records table knows of the school as a whole. */
export const dynamodbSchoolRecord = (client: DynamoDBClient, tableName: string): SchoolRecord => ({
  startedOn: async () => {
    const item = await getItem(client, tableName, STARTED);
    return item && Started.parse(item).startedOn;
  },

  start: async (date) => {
    const changed = await changeItem(client, tableName, {
      key: STARTED,
      set: { kind: "school", startedOn: date },
      condition: { text: "attribute_not_exists(pk)", names: [], values: {} },
    });
    return changed.ok ? date : Started.parse(changed.old).startedOn;
  },
});
