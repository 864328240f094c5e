import * as z from "zod/mini";
import { Came, GuestList, Tries } from "#domain/sessions/guest-list.ts";
import { Instant } from "#domain/time/instant.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import type { Item } from "../dynamodb/table.ts";

const StoredList = z.looseObject({
  sk: GuestList.shape.session,
  revision: z._default(z.int(), 0),
  next: z._default(z.int(), 1),
  capacity: GuestList.shape.capacity,
  keeps: GuestList.shape.keeps,
  code: GuestList.shape.code,
});

const ListItem = itemOf(PARTITIONS.guests, StoredList);

/** Attributes of their own, so that what two say at once both stands and neither has to read the list first. */
export const ATTRIBUTE = {
  place: (entry: string) => `place:${entry}`,
  declined: (key: string) => `declined:${key}`,
  dietary: (key: string) => `dietary:${key}`,
  came: (key: string) => `came:${key}`,
  tries: (key: string) => `tries:${key}`,
};

const valuesIn = <Value>(item: Item, named: (key: string) => string, schema: z.ZodMiniType<Value>) => {
  const prefix = named("");
  const own = Object.entries(item).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), schema.parse(value)]));
};

/**
 * A guest list from an unmarshalled item of its partition, or from a stream image of one.
 * @throws a zod error where it cannot be read
 */
export const guestListIn = (item: Item): GuestList => {
  const { sk, revision, next, capacity, keeps, code } = ListItem.parse(item);
  return {
    ...{ session: sk, revision, next },
    ...(capacity !== undefined && { capacity }),
    ...(keeps !== undefined && { keeps }),
    ...(code !== undefined && { code }),
    places: valuesIn(item, ATTRIBUTE.place, z.int()),
    declined: valuesIn(item, ATTRIBUTE.declined, Instant),
    dietary: valuesIn(item, ATTRIBUTE.dietary, z.string()),
    came: valuesIn(item, ATTRIBUTE.came, Came),
    tries: valuesIn(item, ATTRIBUTE.tries, Tries),
  };
};
