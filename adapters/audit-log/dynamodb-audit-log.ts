import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { AuditOrder, AuditOutcome, type AuditRecord } from "#domain/access/audit-record.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { type Item, putItem } from "../dynamodb/table.ts";
import type { AuditLog, AuditPage } from "./audit-log.ts";

const AUDIT = PARTITIONS.auditLog;

const OrderedItem = itemOf(AUDIT, AuditOrder);
const SettledItem = itemOf(AUDIT, z.object({ id: z.string(), outcome: AuditOutcome }));
const NEW = { text: "attribute_not_exists(#pk)", names: ["pk"], values: {} };

// What is at its end comes after it, so that of each record the newest first meets its outcome first.
const [ORDERED, SETTLED] = ["#1-ordered", "#2-settled"];
// After every id.
const LAST = "~";

/** Puts together what stands in two items each; an outcome alone, cut off by the end of a reading, is left out. */
const recordsIn = (items: readonly Item[]): AuditRecord[] => {
  const outcomes = new Map<string, AuditOutcome>();
  return items.flatMap((item) => {
    if ("outcome" in item) {
      const { id, outcome } = SettledItem.parse(item);
      outcomes.set(id, outcome);
      return [];
    }
    const ordered = OrderedItem.parse(item);
    return [{ ...ordered, outcome: outcomes.get(ordered.id) }];
  });
};

/**
 * A program's records in the records table: two items each, put on the condition that none stands there. Whoever may
 * put them has no leave to update or delete one.
 */
export const dynamodbAuditLog = (client: ItemCalls, tableName: string, program: string): AuditLog => {
  const pk = AUDIT.pk(program);
  const put = async (sk: string, item: Item) => {
    await putItem(client, tableName, { pk, sk, ...AUDIT.stamp, ...item }, NEW);
  };
  return {
    order: (ordered) => put(ordered.id + ORDERED, ordered),
    settle: (id, outcome) => put(id + SETTLED, { id, outcome }),
    newest: async ({ before, from = "0", until = LAST, most }): Promise<AuditPage> => {
      const end = before !== undefined && before < until ? before : until;
      const { Items = [], LastEvaluatedKey } = await client.query({
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :end",
        ExpressionAttributeValues: marshall({ ":pk": pk, ":from": from, ":end": end }),
        ScanIndexForward: false,
        Limit: 2 * most,
      });
      const read = recordsIn(Items.map((item) => unmarshall(item)));
      const records = read.slice(0, most);
      const last = records.at(-1);
      const isMore = LastEvaluatedKey !== undefined || read.length > most;
      return { records, ...(last !== undefined && isMore && { next: last.id }) };
    },
  };
};
