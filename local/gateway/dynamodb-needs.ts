import * as z from "zod/mini";
import type { DeployedTable } from "../deployment.ts";
import type { Need } from "./call.ts";
import { attributesNamed } from "./dynamodb-attributes.ts";

const Value = z.record(z.string(), z.unknown());
const Item = z.record(z.string(), Value);

/** The part of any DynamoDB request that says which items it touches. */
export const DynamodbBody = z.looseObject({
  TableName: z.optional(z.string()),
  IndexName: z.optional(z.string()),
  Key: z.optional(Item),
  Item: z.optional(Item),
  KeyConditionExpression: z.optional(z.string()),
  UpdateExpression: z.optional(z.string()),
  ConditionExpression: z.optional(z.string()),
  ProjectionExpression: z.optional(z.string()),
  ExpressionAttributeNames: z.optional(z.record(z.string(), z.string())),
  ExpressionAttributeValues: z.optional(z.record(z.string(), Value)),
  RequestItems: z.optional(z.record(z.string(), z.unknown())),
  TransactItems: z.optional(z.array(z.record(z.string(), z.looseObject({ TableName: z.string() })))),
});
export type DynamodbBody = z.infer<typeof DynamodbBody>;

const BatchGet = z.object({ Keys: z.array(Item) });
const BatchWrite = z.array(
  z.object({
    PutRequest: z.optional(z.object({ Item })),
    DeleteRequest: z.optional(z.object({ Key: Item })),
  }),
);

/** IAM's name of each action within a transaction; the transaction itself is no permission of its own. */
const TRANSACT_ACTIONS: Record<string, string> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
  Get: "GetItem",
};

type Tables = ReadonlyMap<string, DeployedTable>;

/** Where a table name or ARN is not deployed: as AWS, so that a wrong environment shows as it would there. */
const tableNamed = (tables: Tables, nameOrArn: string | undefined): DeployedTable | undefined =>
  tables.get(nameOrArn?.replace(/^.*:table\//, "") ?? "");

const text = (value: z.infer<typeof Value> | undefined): string[] => {
  const inner = value && Object.values(value)[0];
  return typeof inner === "string" ? [inner] : [];
};

const partitionKeyOf = (table: DeployedTable, index: string | undefined): string => {
  const schema = index === undefined ? table.definition.KeySchema : indexSchema(table, index);
  return schema.find(({ KeyType }) => KeyType === "HASH")?.AttributeName ?? "";
};

const Index = z.looseObject({
  IndexName: z.string(),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
});

const indexSchema = (table: DeployedTable, name: string) =>
  table.definition.GlobalSecondaryIndexes.map((index) => Index.parse(index)).find(({ IndexName }) => IndexName === name)
    ?.KeySchema ?? [];

/** The partition key values that a key condition such as `#pk = :pk AND begins_with(sk, :s)` asks for. */
const queried = (body: DynamodbBody, partitionKey: string): string[] => {
  const terms = [...(body.KeyConditionExpression ?? "").matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)];
  return terms
    .filter(([, name = ""]) => (body.ExpressionAttributeNames?.[name] ?? name) === partitionKey)
    .flatMap(([, , value = ""]) => text(body.ExpressionAttributeValues?.[value]));
};

const need = (action: string, table: DeployedTable, leadingKeys: string[], index?: string): Need => ({
  action: `dynamodb:${action}`,
  resource: index === undefined ? table.arn : `${table.arn}/index/${index}`,
  context: leadingKeys.length === 0 ? {} : { "dynamodb:LeadingKeys": [...new Set(leadingKeys)] },
});

const single = (tables: Tables, operation: string, body: DynamodbBody): Need[] => {
  const table = tableNamed(tables, body.TableName);
  if (table === undefined) return [];
  const key = partitionKeyOf(table, body.IndexName);
  const keys = [...text((body.Key ?? body.Item)?.[key]), ...queried(body, key)];
  const attributes = attributesNamed(body);
  const { context, ...needed } = need(operation, table, keys, body.IndexName);
  return [{ ...needed, context: { ...context, ...(attributes.length > 0 && { "dynamodb:Attributes": attributes }) } }];
};

const batchItems = (operation: string, requests: unknown) =>
  operation === "BatchGetItem"
    ? BatchGet.parse(requests).Keys
    : BatchWrite.parse(requests).map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {});

const batch = (tables: Tables, operation: string, body: DynamodbBody): Need[] =>
  Object.entries(body.RequestItems ?? {}).flatMap(([name, requests]) => {
    const table = tableNamed(tables, name);
    if (table === undefined) return [];
    const key = partitionKeyOf(table, undefined);
    return [
      need(
        operation,
        table,
        batchItems(operation, requests).flatMap((item) => text(item[key])),
      ),
    ];
  });

const transaction = (tables: Tables, body: DynamodbBody): Need[] =>
  (body.TransactItems ?? []).flatMap((item) =>
    Object.entries(item).flatMap(([kind, inner]) =>
      single(tables, TRANSACT_ACTIONS[kind] ?? kind, DynamodbBody.parse(inner)),
    ),
  );

/**
 * What IAM must allow for a DynamoDB call: the action on the table or index, with `dynamodb:LeadingKeys` holding every
 * partition key value that the request names; a transaction needs the action of each of its parts.
 */
export const dynamodbNeeds = (tables: Tables, operation: string, body: DynamodbBody): Need[] => {
  if (operation.startsWith("Transact")) return transaction(tables, body);
  return body.RequestItems === undefined ? single(tables, operation, body) : batch(tables, operation, body);
};

/** Deployed tables that a request names. */
export const tablesNamed = (tables: Tables, body: DynamodbBody): string[] => {
  const names = [
    ...(body.TableName === undefined ? [] : [body.TableName]),
    ...Object.keys(body.RequestItems ?? {}),
    ...(body.TransactItems ?? []).flatMap((item) => Object.values(item).map(({ TableName }) => TableName)),
  ];
  return [...new Set(names.flatMap((name) => tableNamed(tables, name)?.name ?? []))];
};
