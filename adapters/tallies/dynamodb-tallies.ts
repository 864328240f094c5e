import { type DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { backOff } from "../backoff.ts";
import { type Change, getItem, type Item, queryPartition, updateRequest } from "../dynamodb/table.ts";
import type { Standing, Tallies } from "./tallies.ts";

const MOST_TRIES = 10;

const Counted = z.object({ cohort: z.string(), revision: z.int(), completed: z.boolean() });
type Counted = z.infer<typeof Counted>;
const Tally = z.object({ occurrence: z.string(), completed: z.int() });

const tallyPartition = (cohort: string) => `tally#${cohort}`;
const countedKey = ({ occurrence, student }: Standing) => ({ pk: `counted#${occurrence}`, sk: student });

/** Cohorts' tallies in the records table: each student's last counted standing and the sums, changed in one transaction. */
export const dynamodbTallies = (client: DynamoDBClient, tableName: string): Tallies => ({
  count: async (standing) => {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const counted = readCounted(await getItem(client, tableName, countedKey(standing)));
      if (counted && counted.revision >= standing.revision) return;
      if (await write(client, tableName, [marking(standing, counted), ...adding(standing, counted)])) return;
      await backOff(tries);
    }
    throw new Error(`The tally of ${standing.occurrence} was too busy: not counted after ${MOST_TRIES} tries.`);
  },

  ofCohort: async (cohort) => {
    const items = await queryPartition(client, tableName, tallyPartition(cohort));
    const tallies = items.map((item) => Tally.parse(item)).filter(({ completed }) => completed !== 0);
    return Object.fromEntries(tallies.map(({ occurrence, completed }) => [occurrence, completed]));
  },
});

const readCounted = (item: Item | undefined): Counted | undefined => item && Counted.parse(item);

const marking = (standing: Standing, counted: Counted | undefined): Change => {
  const { cohort, revision, completed } = standing;
  return {
    key: countedKey(standing),
    set: { kind: "counted", cohort, revision, completed },
    condition: counted
      ? { text: "#revision = :counted", names: [], values: { counted: counted.revision } }
      : { text: "attribute_not_exists(pk)", names: [], values: {} },
  };
};

/** What the sums gain and lose; a student who changed cohort takes their completion along. */
const adding = ({ cohort, occurrence, completed }: Standing, counted: Counted | undefined): Change[] => {
  const changes = new Map<string, number>();
  const add = (to: string, amount: number) => changes.set(to, (changes.get(to) ?? 0) + amount);
  if (counted?.completed) add(counted.cohort, -1);
  if (completed) add(cohort, 1);
  return [...changes]
    .filter(([, amount]) => amount !== 0)
    .map(([to, amount]) => ({
      key: { pk: tallyPartition(to), sk: occurrence },
      set: { kind: "tally", cohort: to, occurrence },
      add: { completed: amount },
    }));
};

/** False where another writer was faster, so that what was read has to be read again. */
const write = async (client: DynamoDBClient, tableName: string, changes: readonly Change[]): Promise<boolean> => {
  const TransactItems = changes.map((change) => ({ Update: updateRequest(tableName, change) }));
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException && wasOvertaken(error)) return false;
    throw error;
  }
};

const OVERTAKEN = new Set(["None", "ConditionalCheckFailed", "TransactionConflict"]);

const wasOvertaken = ({ CancellationReasons = [] }: TransactionCanceledException): boolean =>
  CancellationReasons.every(({ Code }) => OVERTAKEN.has(Code ?? "None"));
