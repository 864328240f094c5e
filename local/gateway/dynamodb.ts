import * as z from "zod/mini";
import type { DeployedTable } from "../deployment.ts";
import type { Database } from "../emulators/dynamodb-local.ts";
import { type AwsCall, type AwsReply, type AwsService, jsonFault, type Need, targetOf } from "./call.ts";
import { DynamodbBody, dynamodbNeeds, tablesNamed } from "./dynamodb-needs.ts";
import { forward, unsigned } from "./forward.ts";
import type { KeptReads, PricedReply, ReadPartition } from "./kept-reads.ts";

/** Reads of what one partition holds. */
const READS_OF_ONE = ["GetItem", "Query"];
const READS = [...READS_OF_ONE, "Scan", "BatchGetItem", "TransactGetItems"];
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
  reads: KeptReads;
}

/** DynamoDB by DynamoDB Local, with capacity as AWS would count it. */
export const dynamodbService = (parts: DynamodbParts): AwsService => {
  const byName = new Map(parts.tables.map((table) => [table.name, table]));
  const asked = askedOf(byName);
  return {
    operationOf: (request) => targetOf(request, OPERATIONS),
    needs: (call) => asked(call).needs,
    answer: (call) => {
      const { body, needs, names } = asked(call);
      const ask = () => sendOn(parts, call, body);
      if (WRITES.includes(call.operation)) return written(parts, names, needs, ask);
      const place = placeOf(call, names, needs);
      return place === undefined ? ask() : parts.reads.read(place, `${call.operation} ${call.body}`, ask);
    },
    refuse: (fault) => jsonFault({ ...fault, code: `com.amazonaws.dynamodb.v20120810#${fault.code}` }, "1.0"),
    codes: {
      denied: "AccessDeniedException",
      throttled: { status: 400, code: "ThrottlingException", message: "Injected throttling." },
    },
  };
};

interface ReadCall {
  body: DynamodbBody;
  needs: Need[];
  /** The deployed tables that it names. */
  names: string[];
}

/** Reads a call's body once, whoever asks about it. */
const askedOf = (tables: ReadonlyMap<string, DeployedTable>) => {
  const known = new WeakMap<AwsCall, ReadCall>();
  return (call: AwsCall): ReadCall => {
    const before = known.get(call);
    if (before !== undefined) return before;
    const body = DynamodbBody.parse(JSON.parse(call.body.toString()));
    const needs = dynamodbNeeds(tables, call.operation, body);
    const read = { body, needs, names: tablesNamed(tables, body) };
    known.set(call, read);
    return read;
  };
};

const sendOn = async ({ database, region }: DynamodbParts, call: AwsCall, body: DynamodbBody): Promise<PricedReply> => {
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
  return { reply, units: unitsOf(call.operation, body, reply) };
};

const written = async (
  { onWrite, reads }: DynamodbParts,
  names: readonly string[],
  needs: readonly Need[],
  ask: () => Promise<PricedReply>,
): Promise<PricedReply> => {
  try {
    return await ask();
  } finally {
    const keys = needs.map(({ context }) => context[LEADING_KEYS]);
    const known = keys.every((some) => some !== undefined) ? keys.flat() : undefined;
    for (const table of names) {
      reads.wrote(table, known);
      onWrite(table);
    }
  }
};

const LEADING_KEYS = "dynamodb:LeadingKeys";

/** The one partition that a call reads; undefined of an index, whose partitions are no keys of the table. */
const placeOf = (
  { operation }: AwsCall,
  names: readonly string[],
  needs: readonly Need[],
): ReadPartition | undefined => {
  const [table, [need]] = [names[0], needs];
  const keys = need?.context[LEADING_KEYS] ?? [];
  const isOne = READS_OF_ONE.includes(operation) && !need?.resource.includes("/index/");
  return isOne && table !== undefined && keys.length === 1 && keys[0] !== undefined
    ? { table, key: keys[0] }
    : undefined;
};

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
