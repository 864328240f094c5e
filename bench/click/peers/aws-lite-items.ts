import awsLite from "@aws-lite/client";
import dynamodb from "@aws-lite/dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { ItemCalls } from "../../../adapters/dynamodb/item-calls.ts";

/** aws-lite knows nothing of bytes: they come as the base64 text of the wire, and go as whatever their JSON is. */
const bytesOf = (value: unknown): unknown => (typeof value === "string" ? Buffer.from(value, "base64") : value);
const withBytes = (item: Record<string, unknown>) => ({ ...item, members: bytesOf(item.members) });
const toBase64 = (item: Record<string, unknown>) => {
  const bytes = Uint8Array.from(item.members as Uint8Array);
  return { ...item, members: Object.assign(bytes, { toJSON: () => Buffer.from(bytes).toString("base64") }) };
};

/** The same calls as ours by aws-lite's plugin for DynamoDB, which takes and gives plain items. */
export const signedItems = (): ItemCalls => {
  const made = awsLite({ plugins: [dynamodb], endpoint: process.env.AWS_ENDPOINT_URL, retries: 3 });
  const values = (some: object = {}) => unmarshall(some);
  const unused = () => Promise.reject(new Error("A click makes no such call."));
  return {
    getItem: async (request) => {
      const { Item } = await (await made).DynamoDB.GetItem({ ...request, Key: values(request.Key) });
      return Item === undefined ? {} : { Item: marshall(withBytes(Item)) };
    },
    putItem: async ({ Item, ExpressionAttributeValues, ...request }) =>
      (await made).DynamoDB.PutItem({
        ...request,
        Item: toBase64(values(Item)),
        ...(ExpressionAttributeValues && { ExpressionAttributeValues: values(ExpressionAttributeValues) }),
      }),
    updateItem: unused,
    query: unused,
    batchGetItem: unused,
  };
};
