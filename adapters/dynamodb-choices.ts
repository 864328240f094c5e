import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { DECLINABLE_KINDS, type DeclinableKind, type Declined } from "#domain/mail-kinds.ts";
import { Instant } from "#domain/part.ts";
import { getItems } from "./dynamodb-batch.ts";
import { changeItem, getItem, type Item, queryPartition } from "./dynamodb-table.ts";
import { KIND } from "./items.ts";
import type { Choices } from "./records.ts";

const CHOICE = "choice";

/** For each kind that a student declined, the attribute of its name holds when they did. */
const Choice = z.object({
  sk: z.string(),
  calendar: z.optional(Instant),
  nudges: z.optional(Instant),
  enrichment: z.optional(Instant),
});

const choiceKey = (student: string) => ({ pk: CHOICE, sk: student });

const declinedIn = (item: Item | undefined): DeclinableKind[] => {
  const choice = item && Choice.parse(item);
  return DECLINABLE_KINDS.filter((kind) => choice?.[kind] !== undefined);
};

const declinedBy = (items: readonly Item[]): Declined =>
  new Map(
    items
      .map((item) => [Choice.parse(item).sk, declinedIn(item)] as const)
      .filter(([, declined]) => declined.length > 0),
  );

// Each kind is an attribute of its own, so that two kinds declined at once by two mails both stay declined.
const saying = (student: string, declined: readonly DeclinableKind[], at: string) => ({
  key: choiceKey(student),
  set: { kind: KIND.choice, changedAt: at },
  first: Object.fromEntries(declined.map((kind) => [kind, at])),
});

/** Students' choices of mail in the records table. */
export const dynamodbChoices = (client: DynamoDBClient, tableName: string): Choices => ({
  of: async (student) => declinedIn(await getItem(client, tableName, choiceKey(student))),

  some: async (students) =>
    declinedBy(await getItems(client, tableName, [...new Set(students)].map(choiceKey), { consistent: true })),

  all: async () => declinedBy(await queryPartition(client, tableName, CHOICE)),

  decline: async (student, kind, at) => {
    await changeItem(client, tableName, saying(student, [kind], at));
  },

  save: async (student, declined, at) => {
    const remove = DECLINABLE_KINDS.filter((kind) => !declined.includes(kind));
    await changeItem(client, tableName, { ...saying(student, declined, at), remove });
  },
});
