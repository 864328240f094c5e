import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { type Attributes, type ItemCalls, isRefusedCondition } from "./item-calls.ts";

interface Key {
  pk: string;
  sk: string;
}

/** A plain item as it comes from the table: unknown until a reader has parsed it. */
export type Item = Record<string, unknown>;

/** One change of one item. Attributes are written by their plain names; placeholders are made from them. */
export interface Change {
  key: Key;
  set?: Item;
  /** Set only where the item lacks the attribute. */
  first?: Item;
  remove?: readonly string[];
  condition?: Condition;
}

/** `text` uses `#name` for each of `names` (made safe by `placeholder`) and `:value` for each of `values`. */
interface Condition {
  text: string;
  names: readonly string[];
  values: Item;
}

/** What became of a conditional change: done, or refused by the item as it stands (if there is one). */
type ChangeResult = { ok: true } | { ok: false; old: Item | undefined };

/** An attribute's name as it may stand in an expression: `mail:remind-1` is `mail_remind_1`. */
export const placeholder = (attribute: string): string => attribute.replaceAll(/\W/g, "_");

/** Values as DynamoDB takes them, without the undefined ones. */
const toItem = (values: Item) => marshall(values, { removeUndefinedValues: true });

// What is undefined is not set: an expression that names it would lack its value.
const defined = (values: Item = {}): Item =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** The request of one change, as `UpdateItem` takes it. */
const updateRequest = (tableName: string, change: Change) => {
  const { key, remove = [], condition } = change;
  const [set, first] = [defined(change.set), defined(change.first)];
  const names = [set, first].flatMap(Object.keys).concat(remove, condition?.names ?? []);
  return {
    TableName: tableName,
    Key: marshall(key),
    UpdateExpression: updateExpression({ set, first, remove }),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${placeholder(name)}`, name])),
    ...expressionValues({ ...set, ...first, ...condition?.values }),
    ...conditionOf(condition, set),
  };
};

const NOT_NEWER = "(attribute_not_exists(#format) OR #format <= :format)";

// What writes its own format writes it over no newer one, which it could not have read.
const conditionOf = (condition: Condition | undefined, set: Item) => {
  if (!("format" in set)) return condition ? { ConditionExpression: condition.text } : {};
  return { ConditionExpression: condition ? `(${condition.text}) AND ${NOT_NEWER}` : NOT_NEWER };
};

/** The item is of a format that newer code wrote; it stays as it is. */
class NewerFormat extends Error {
  override readonly name = "NewerFormat";
}

const Formatted = z.object({ format: z.number() });

const isNewer = (old: Item | undefined, set: Item | undefined): boolean => {
  const [stands, written] = [Formatted.safeParse(old), Formatted.safeParse(set)];
  return stands.success && written.success && stands.data.format > written.data.format;
};

const updateExpression = ({ set, first, remove }: Required<Pick<Change, "set" | "first" | "remove">>): string => {
  const [sets, firsts] = [set, first].map((part) => Object.keys(part).map(placeholder));
  const clauses = {
    SET: [
      ...(sets ?? []).map((n) => `#${n} = :${n}`),
      ...(firsts ?? []).map((n) => `#${n} = if_not_exists(#${n}, :${n})`),
    ],
    REMOVE: remove.map((name) => `#${placeholder(name)}`),
  };
  return Object.entries(clauses)
    .filter(([, terms]) => terms.length > 0)
    .map(([verb, terms]) => `${verb} ${terms.join(", ")}`)
    .join(" ");
};

const expressionValues = (values: Item) => {
  const entries = Object.entries(values).map(([name, value]) => [`:${placeholder(name)}`, value]);
  return entries.length === 0 ? {} : { ExpressionAttributeValues: toItem(Object.fromEntries(entries)) };
};

/**
 * Makes one change in one conditional write.
 * @throws NewerFormat, and whatever the client throws, except a refused condition, which is an answer.
 */
export const changeItem = async (client: ItemCalls, tableName: string, change: Change): Promise<ChangeResult> => {
  const request = { ...updateRequest(tableName, change), ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;
  const result = await unlessRefused(() => client.updateItem(request));
  if (!result.ok && isNewer(result.old, change.set))
    throw new NewerFormat("A newer version of the code wrote the item.");
  return result;
};

/**
 * Puts a whole item in one conditional write.
 * @throws whatever the client throws, except a refused condition, which is an answer.
 */
export const putItem = async (
  client: ItemCalls,
  tableName: string,
  item: Item,
  condition: Condition,
): Promise<ChangeResult> => {
  const names = Object.fromEntries(condition.names.map((name) => [`#${placeholder(name)}`, name]));
  const request = {
    TableName: tableName,
    Item: toItem(item),
    ConditionExpression: condition.text,
    ...(condition.names.length > 0 && { ExpressionAttributeNames: names }),
    ...expressionValues(condition.values),
  };
  return unlessRefused(() => client.putItem({ ...request, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }));
};

const unlessRefused = async (write: () => Promise<unknown>): Promise<ChangeResult> => {
  try {
    await write();
    return { ok: true };
  } catch (error) {
    if (!isRefusedCondition(error)) throw error;
    return { ok: false, old: error.Item && unmarshall(error.Item) };
  }
};

/** The item under that key as of now (a consistent read), or undefined. */
export const getItem = async (client: ItemCalls, tableName: string, key: Key): Promise<Item | undefined> => {
  const { Item } = await client.getItem({ TableName: tableName, Key: marshall(key), ConsistentRead: true });
  return Item && unmarshall(Item);
};

/** Asks for those attributes and the format alone; for all where there is none. */
export const projection = (attributes: readonly string[]) => {
  const names = [...attributes, "format"];
  return (
    attributes.length > 0 && {
      ProjectionExpression: names.map((name) => `#${placeholder(name)}`).join(", "),
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${placeholder(name)}`, name])),
    }
  );
};

/** How items are read: as of now, or as they may have been a moment ago at half the price. */
export interface Reading {
  consistent?: boolean;
  /** Which attributes are answered, beside the format; all where absent. */
  attributes?: readonly string[];
  /** Only items that have one of these attributes are answered; no plain word that DynamoDB reserves. */
  having?: readonly string[];
  /** Only items from this sort key on are answered. */
  from?: string;
}

/**
 * Every item of a partition in the order of their sort keys, page after page; of each item the attributes asked for.
 */
export const queryPartition = async (
  client: ItemCalls,
  tableName: string,
  pk: string,
  { consistent = false, attributes = [], having = [], from }: Reading = {},
): Promise<Item[]> => {
  const items: Item[] = [];
  const query = {
    TableName: tableName,
    KeyConditionExpression: from === undefined ? "pk = :pk" : "pk = :pk AND sk >= :from",
    ExpressionAttributeValues: marshall({ ":pk": pk, ...(from !== undefined && { ":from": from }) }),
    ...(consistent && { ConsistentRead: true }),
    ...projection(attributes),
    ...(having.length > 0 && { FilterExpression: having.map((name) => `attribute_exists(${name})`).join(" OR ") }),
  };
  let after: Attributes | undefined;
  do {
    const page = await client.query({ ...query, ...(after && { ExclusiveStartKey: after }) });
    items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
  return items;
};
