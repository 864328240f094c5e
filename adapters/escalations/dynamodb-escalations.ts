import * as z from "zod/mini";
import { EscalationEntry } from "#domain/escalation/advisor-mails.ts";
import { Instant } from "#domain/time/instant.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, type Item, queryPartition } from "../dynamodb/table.ts";
import {
  ESCALATION_STATES,
  type EscalationMail,
  type EscalationState,
  type Escalations,
  GivenAnswer,
  MAY_FAIL,
} from "./escalations.ts";

const ESCALATIONS = PARTITIONS.escalations;

const StoredMail = z.looseObject({
  sk: z.string(),
  at: Instant,
  to: z.optional(z.string()),
  state: z.enum(ESCALATION_STATES),
  reason: z.optional(z.string()),
  entries: z.array(EscalationEntry),
});

const MailItem = itemOf(ESCALATIONS, StoredMail);

const stateIn = (states: readonly EscalationState[]) => ({
  text: `#state IN (${states.map((state) => `:${state}`).join(", ")})`,
  names: ["state"],
  values: Object.fromEntries(states.map((state) => [state, state])),
});

/** An attribute a student, so that what is said of two at once both stands. */
const ANSWER = "answer:";
const answerOf = (student: string): string => `${ANSWER}${student}`;

const answersIn = (item: Item): EscalationMail["answers"] =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([name]) => name.startsWith(ANSWER))
      .map(([name, given]) => [name.slice(ANSWER.length), GivenAnswer.parse(given)]),
  );

const readMail = (item: Item): EscalationMail => {
  const { sk, at, to, state, reason, entries } = MailItem.parse(item);
  return { id: sk, at, to, state, reason, entries, answers: answersIn(item) };
};

/** Mails to advisors in the records table, an item a mail; each call but `since` is one read or one write. */
export const dynamodbEscalations = (client: ItemCalls, tableName: string, program: string): Escalations => {
  const pk = ESCALATIONS.pk(program);
  const keyOf = (id: string) => ({ pk, sk: id });
  const notFailed = {
    text: "attribute_exists(pk) AND #state <> :failed",
    names: ["state"],
    values: { failed: "failed" },
  };
  const there = { text: "attribute_exists(pk)", names: [], values: {} };
  return {
    since: async (day) => {
      // DynamoDB takes no empty key to begin from.
      const reading = { consistent: true, ...(day !== "" && { from: day }) };
      return (await queryPartition(client, tableName, pk, reading)).map(readMail);
    },

    get: async (id) => {
      const item = await getItem(client, tableName, keyOf(id));
      return item && readMail(item);
    },

    claim: async ({ id, ...mail }) => {
      const { ok } = await changeItem(client, tableName, {
        key: keyOf(id),
        set: { ...ESCALATIONS.stamp, ...mail },
        remove: ["reason"],
        condition: {
          text: "attribute_not_exists(pk) OR #state = :refused",
          names: ["state"],
          values: { refused: "refused" },
        },
      });
      return ok;
    },

    settle: async (id, { state, reason }) => {
      const set = { state, ...(reason !== undefined && { reason }) };
      await changeItem(client, tableName, { key: keyOf(id), set, condition: notFailed });
    },

    fail: async (id, reason) => {
      const [set, condition] = [{ state: "failed", reason }, stateIn(MAY_FAIL)];
      return (await changeItem(client, tableName, { key: keyOf(id), set, condition })).ok;
    },

    answer: async (id, student, given) =>
      (await changeItem(client, tableName, { key: keyOf(id), set: { [answerOf(student)]: given }, condition: there }))
        .ok,

    takeBack: async (id, student) => {
      await changeItem(client, tableName, { key: keyOf(id), remove: [answerOf(student)], condition: there });
    },
  };
};
