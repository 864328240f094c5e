import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { backOff } from "../backoff.ts";
import type { Attributes, ItemCalls } from "./item-calls.ts";
import { type Item, projection, type Reading } from "./table.ts";

/** Most keys one `BatchGetItem` takes. */
const KEYS_PER_CALL = 100;
const MOST_TRIES = 8;

/**
 * The items under those keys, in no order; a key without an item is left out, and keys that the table left unread are
 * asked for again.
 * @throws Error where the table leaves keys unread for good.
 */
export const getItems = async (
  client: ItemCalls,
  tableName: string,
  keys: readonly { pk: string; sk: string }[],
  reading: Reading,
): Promise<Item[]> => {
  const items: Item[] = [];
  for (let start = 0; start < keys.length; start += KEYS_PER_CALL) {
    const those = keys.slice(start, start + KEYS_PER_CALL).map((key) => marshall(key));
    items.push(...(await readKeys(client, tableName, those, reading)));
  }
  return items;
};

const readKeys = async (
  client: ItemCalls,
  tableName: string,
  keys: Attributes[],
  { consistent = false, attributes = [] }: Reading,
): Promise<Item[]> => {
  const items: Item[] = [];
  const asked = { ...(consistent && { ConsistentRead: true }), ...projection(attributes) };
  let left = keys;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const answer = await client.batchGetItem({ RequestItems: { [tableName]: { Keys: left, ...asked } } });
    items.push(...(answer.Responses?.[tableName] ?? []).map((item) => unmarshall(item)));
    left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (left.length === 0) return items;
    await backOff(tries);
  }
  throw new Error(`The records table left ${left.length} keys unread after ${MOST_TRIES} tries.`);
};
