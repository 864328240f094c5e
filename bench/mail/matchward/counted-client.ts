import { SQSClient } from "@aws-sdk/client-sqs";
import { lambdaAccess } from "#adapters/aws/access.ts";
import { keptAlivePost, type Post } from "#adapters/aws/post.ts";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { signedItems } from "#adapters/dynamodb/signed-items.ts";
import type { Meter } from "../counts.ts";

const UNITS = /"CapacityUnits":([\d.]+)/g;

/** The units that a request used, as the table tells; of a batch the sum over its tables. */
const unitsIn = (answer: string): number =>
  [...answer.matchAll(UNITS)].reduce((sum, [, units]) => sum + Number(units), 0);

// A refused condition is charged like the write that it kept from happening; ours are of small items.
const REFUSED_UNITS = 1;

const countedPost =
  (meter: Meter, post: Post): Post =>
  async (url, headers, body) => {
    const answer = await post(url, headers, body);
    const operation = headers["x-amz-target"]?.split(".")[1];
    meter.count(`dynamodb:${operation}`, answer.status === 200 ? unitsIn(answer.text) : REFUSED_UNITS);
    return answer;
  };

const TELL = { ReturnConsumedCapacity: "TOTAL" } as const;

/** The sender's own calls, at DynamoDB Local, counted with the capacity that they use. */
export const countedTable = (endpoint: string, meter: Meter): ItemCalls => {
  const calls = signedItems({ ...lambdaAccess("dynamodb"), endpoint }, countedPost(meter, keptAlivePost()));
  return {
    getItem: (request) => calls.getItem({ ...request, ...TELL }),
    putItem: (request) => calls.putItem({ ...request, ...TELL }),
    updateItem: (request) => calls.updateItem({ ...request, ...TELL }),
    query: (request) => calls.query({ ...request, ...TELL }),
    batchGetItem: (request) => calls.batchGetItem({ ...request, ...TELL }),
  };
};

/** A client of the SQS emulator whose requests are counted. */
export const countedQueues = (endpoint: string, meter: Meter): SQSClient => {
  const client = new SQSClient({ endpoint });
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        meter.count(`sqs:${String(commandName).replace(/Command$/, "")}`, 1);
        return next(args);
      },
    { step: "initialize" },
  );
  return client;
};
