import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";

/** A table, and for how many milliseconds some request to it was under way, whatever else was done meanwhile. */
export const waitedFor = (calls: ItemCalls): { table: ItemCalls; waited: () => number } => {
  let [underWay, since, sum] = [0, 0, 0];
  const timed =
    <Asked, Answered>(call: (asked: Asked) => Promise<Answered>) =>
    async (asked: Asked): Promise<Answered> => {
      if (underWay === 0) since = performance.now();
      underWay += 1;
      try {
        return await call(asked);
      } finally {
        underWay -= 1;
        if (underWay === 0) sum += performance.now() - since;
      }
    };
  const table: ItemCalls = {
    getItem: timed(calls.getItem),
    putItem: timed(calls.putItem),
    updateItem: timed(calls.updateItem),
    query: timed(calls.query),
    batchGetItem: timed(calls.batchGetItem),
  };
  return { table, waited: () => sum };
};
