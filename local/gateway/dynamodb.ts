import * as z from "zod/mini";
import type { DeployedTable } from "../deployment.ts";
import type { Database } from "../emulators/dynamodb-local.ts";
import { type AwsCall, type AwsReply, type AwsService, jsonFault, targetOf } from "./call.ts";
import { DynamodbBody, dynamodbNeeds, tablesNamed } from "./dynamodb-needs.ts";
import { forward, unsigned } from "./forward.ts";

const READS = ["GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems"];
const WRITES = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"];
const OPERATIONS = new Set([...READS, ...WRITES]);

// A transaction costs twice, and DynamoDB Local reports a wrong number for it.
const UNITS_OF_TRANSACTED_KB = 2;

export interface DynamodbParts {
  database: Database;
  region: string;
  tables: readonly DeployedTable[];
  /** Told of every table that a call may have changed. */
  onWrite(table: string): void;
}

/** DynamoDB by DynamoDB Local, with capacity as AWS would count it. */
export const dynamodbService = ({ database, region, tables, onWrite }: DynamodbParts): AwsService => {
  const byName = new Map(tables.map((table) => [table.name, table]));
  return {
    operationOf: (request) => targetOf(request, OPERATIONS),
    needs: (call) => dynamodbNeeds(byName, call.operation, bodyOf(call)),
    answer: async (call) => {
      const body = bodyOf(call);
      const reply = await forward(database.endpoint, {
        method: "POST",
        url: "/",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": `DynamoDB_20120810.${call.operation}`,
          authorization: unsigned("dynamodb", region, database.keyId),
        },
        body: JSON.stringify({ ...body, ReturnConsumedCapacity: "TOTAL" }),
      });
      if (WRITES.includes(call.operation)) for (const table of tablesNamed(byName, body)) onWrite(table);
      return { reply, units: unitsOf(call.operation, body, reply) };
    },
    refuse: (fault) => jsonFault({ ...fault, code: `com.amazonaws.dynamodb.v20120810#${fault.code}` }, "1.0"),
    codes: {
      denied: "AccessDeniedException",
      throttled: { status: 400, code: "ThrottlingException", message: "Injected throttling." },
    },
  };
};

const bodyOf = (call: AwsCall): DynamodbBody => DynamodbBody.parse(JSON.parse(call.body.toString()));

const Capacity = z.object({ CapacityUnits: z.number() });
const Consumed = z.object({ ConsumedCapacity: z.optional(z.union([Capacity, z.array(Capacity)])) });

const unitsOf = (operation: string, body: DynamodbBody, reply: AwsReply): number => {
  if (operation === "TransactWriteItems") return transactedUnits(body);
  // A write whose condition fails costs what it would have written; ours are all below 1 KB.
  if (reply.status !== 200) return WRITES.includes(operation) ? 1 : 0;
  const { ConsumedCapacity } = Consumed.parse(JSON.parse(withoutItems(reply.body.toString())));
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};

// DynamoDB Local ends its answer with the capacity; the hundreds of items before it need not be read for that. The key
// cannot be within a value, where its quotes would be escaped.
const withoutItems = (json: string): string => {
  const start = json.lastIndexOf(',"ConsumedCapacity":');
  return start < 0 ? json : `{${json.slice(start + 1)}`;
};

// The size of the written item is known only as far as the request tells it.
const transactedUnits = (body: DynamodbBody): number =>
  (body.TransactItems ?? []).reduce(
    (sum, item) => sum + UNITS_OF_TRANSACTED_KB * Math.ceil(JSON.stringify(item).length / 1024),
    0,
  );
