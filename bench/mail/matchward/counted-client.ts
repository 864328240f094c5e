import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { dynamodbClient, type SdkClient } from "#adapters/dynamodb/client.ts";
import type { Meter } from "../counts.ts";

const Capacity = z.object({ CapacityUnits: z.optional(z.number()) });

/** The units that a request used, as the table tells; of a batch the sum over its tables. */
const Consumed = z.object({ ConsumedCapacity: z.optional(z.union([Capacity, z.array(Capacity)])) });

const unitsOf = (output: unknown): number => {
  const { ConsumedCapacity = [] } = Consumed.parse(output);
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
};

// A refused condition is charged like the write that it kept from happening; ours are of small items.
const REFUSED_UNITS = 1;

/** The product's client, at DynamoDB Local, whose requests are counted with the capacity that they use. */
export const countedTable = (endpoint: string, meter: Meter): SdkClient => {
  const client = dynamodbClient({ endpoint });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: "TOTAL" });
        let units = REFUSED_UNITS;
        try {
          const answer = await next(args);
          units = unitsOf(answer.output);
          return answer;
        } finally {
          meter.count(`dynamodb:${String(commandName).replace(/Command$/, "")}`, units);
        }
      },
    { step: "initialize" },
  );
  return client;
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
