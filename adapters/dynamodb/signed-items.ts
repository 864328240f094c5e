import * as z from "zod/mini";
import { type AwsAccess, lambdaAccess } from "../aws/access.ts";
import { jsonCalls, RefusedCall } from "../aws/json-calls.ts";
import { keptAlivePost, type Post } from "../aws/post.ts";
import { type Attributes, type ItemCalls, isRefusedCondition } from "./item-calls.ts";

/** DynamoDB writes bytes as base64. */
const toJson = (request: object): string =>
  JSON.stringify(request, function (this: Record<string, unknown>, name, value) {
    const given = this[name];
    return given instanceof Uint8Array ? Buffer.from(given).toString("base64") : value;
  });

// An attribute named B is an object (`{ B: { S: "text" } }`), so that text under that name is always bytes.
const ofJson = (text: string): unknown =>
  // Looking at every value takes several times as long as the rest.
  text.includes('"B":')
    ? JSON.parse(text, (name, value) => (name === "B" && typeof value === "string" ? bytesOf(value) : value))
    : JSON.parse(text);

const bytesOf = (base64: string): Buffer => Buffer.from(base64, "base64");

/** That they are objects is all that is asked of DynamoDB's items here; each store parses what is in its own. */
const Item = z.custom<Attributes>((value) => typeof value === "object" && value !== null);

const Got = z.object({ Item: z.optional(Item) });
const Updated = z.object({ Attributes: z.optional(Item) });
const Queried = z.object({ Items: z.optional(z.array(Item)), LastEvaluatedKey: z.optional(Item) });
const Batch = z.object({
  Responses: z.optional(z.record(z.string(), z.array(Item))),
  UnprocessedKeys: z.optional(z.record(z.string(), z.object({ Keys: z.array(Item) }))),
});

/** Adds what stood there to an error that says that a condition did not hold. */
const withItem = (error: unknown): unknown =>
  error instanceof RefusedCall && isRefusedCondition(error)
    ? Object.assign(error, Got.parse(ofJson(error.answer)))
    : error;

/**
 * The calls of the stores by requests that are signed here: a tenth of the AWS SDK's code, and half of its
 * processor time. Tries again what the SDK would try again.
 */
export const signedItems = (access: AwsAccess = lambdaAccess("dynamodb"), post?: Post): ItemCalls => {
  const call = jsonCalls({ name: "dynamodb", target: "DynamoDB_20120810", version: "1.0" }, access, post);
  const ask = async (operation: string, request: object): Promise<unknown> => {
    try {
      return ofJson(await call(operation, toJson(request)));
    } catch (error) {
      throw withItem(error);
    }
  };
  return {
    getItem: async (request) => Got.parse(await ask("GetItem", request)),
    putItem: (request) => ask("PutItem", request),
    updateItem: async (request) => Updated.parse(await ask("UpdateItem", request)),
    query: async (request) => Queried.parse(await ask("Query", request)),
    batchGetItem: async (request) => Batch.parse(await ask("BatchGetItem", request)),
  };
};

/** Milliseconds of silence for a function that nobody waits for: a call that is only slow is not made again. */
const PATIENCE = 30_000;

/** The same for such a function. */
export const patientItems = (): ItemCalls => signedItems(lambdaAccess("dynamodb"), keptAlivePost(PATIENCE));
