import * as z from "zod/mini";
import { DECLINABLE_KINDS, type DeclinableKind, type Declined } from "#domain/people/mail-kinds.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, type Item, placeholder, queryPartition } from "../dynamodb/table.ts";
import type { ChoiceRecord, Choices } from "./choices.ts";

const CHOICES = PARTITIONS.choices;

const ChoicesItem = itemOf(CHOICES, z.record(z.string(), z.unknown()));

const groupKey = (group: string) => ({ pk: CHOICES.pk, sk: group });

const choicesKey = (student: string) => groupKey(groupOf(student));

/** The keys of the items that hold those students' choices, each once. */
export const choicesKeys = (students: readonly string[]) => [...new Set(students.map(groupOf))].map(groupKey);

/** For each kind that a student of the group declined, an attribute of this name holds when they did. */
const attributeOf = (student: string, kind: DeclinableKind): string => `${student}:${kind}`;

/**
 * What each student of some groups has declined, from unmarshalled items; other items say nothing.
 * @throws a zod error where an item of choices cannot be read.
 */
export const declinedIn = (items: readonly Item[]): Declined => {
  const groups = items.filter(({ pk }) => pk === CHOICES.pk).map((item) => ChoicesItem.parse(item));
  const attributes = new Set(groups.flatMap((item) => Object.keys(item)));
  const students = [...attributes].flatMap((name) => (name.includes(":") ? [name.slice(0, name.indexOf(":"))] : []));
  return new Map(
    [...new Set(students)].map((student) => [
      student,
      DECLINABLE_KINDS.filter((kind) => attributes.has(attributeOf(student, kind))),
    ]),
  );
};

/** The attribute that holds who last took a kind back at a student's word, and when. */
const takenBackIn = (student: string, kind: DeclinableKind): string => `${student}/taken-back-${kind}`;

const TakenBack = z.optional(z.object({ by: z.string(), at: z.string() }));

const recordIn = (item: Item, student: string, kind: DeclinableKind): ChoiceRecord => ({
  kind,
  declinedAt: z.optional(z.string()).parse(item[attributeOf(student, kind)]),
  takenBack: TakenBack.parse(item[takenBackIn(student, kind)]),
});

/** The attribute that holds as whose a student's choices go on. */
const movedTo = (student: string): string => `${student}/moved-to`;

// Each kind is an attribute of its own, so that what two mails decline at once both stays declined.
const saying = (student: string, declined: readonly DeclinableKind[], at: string) => ({
  key: choicesKey(student),
  set: CHOICES.stamp,
  first: Object.fromEntries(declined.map((kind) => [attributeOf(student, kind), at])),
});

/**
 * Students' choices of mail in the records table: one item for a group of classmates, so that a sender learns in one
 * read what a message's students declined.
 */
export const dynamodbChoices = (client: ItemCalls, tableName: string): Choices => {
  const itemAt = async (student: string): Promise<Item> =>
    ChoicesItem.parse((await getItem(client, tableName, choicesKey(student))) ?? CHOICES.stamp);

  /** The student as whom one goes on, and the item that holds their choices. */
  const found = async (student: string, moves = 0): Promise<{ student: string; item: Item }> => {
    const item = await itemAt(student);
    const next = z.optional(z.string()).parse(item[movedTo(student)]);
    return next !== undefined && moves < MOST_MOVES ? found(next, moves + 1) : { student, item };
  };

  return storeOf(client, tableName, found);
};

/** As often people turn out to be one: more is a circle. */
const MOST_MOVES = 5;

const storeOf = (
  client: ItemCalls,
  tableName: string,
  found: (student: string) => Promise<{ student: string; item: Item }>,
): Choices => ({
  of: async (asked) => {
    const { student, item } = await found(asked);
    return DECLINABLE_KINDS.filter((kind) => item[attributeOf(student, kind)] !== undefined);
  },

  all: async () => declinedIn(await queryPartition(client, tableName, CHOICES.pk)),

  decline: async (asked, kind, at) => {
    const { student } = await found(asked);
    await changeItem(client, tableName, saying(student, [kind], at));
  },

  save: async (asked, declined, at) => {
    const { student } = await found(asked);
    const kept = DECLINABLE_KINDS.filter((kind) => !declined.includes(kind));
    const remove = kept.map((kind) => attributeOf(student, kind));
    await changeItem(client, tableName, { ...saying(student, declined, at), remove });
  },

  fold: async (from, into) => {
    const { student, item } = await found(from);
    if (student === into) return;
    const records = DECLINABLE_KINDS.map((kind) => recordIn(item, student, kind));
    for (const { kind, declinedAt } of records)
      if (declinedAt !== undefined) await changeItem(client, tableName, saying(into, [kind], declinedAt));
    const remove = DECLINABLE_KINDS.map((kind) => attributeOf(student, kind));
    const set = { ...CHOICES.stamp, [movedTo(student)]: into };
    await changeItem(client, tableName, { key: choicesKey(student), set, remove });
  },

  forget: async (student) => {
    const kinds = DECLINABLE_KINDS.flatMap((kind) => [attributeOf(student, kind), takenBackIn(student, kind)]);
    const remove = [...kinds, movedTo(student)];
    await changeItem(client, tableName, { key: choicesKey(student), set: CHOICES.stamp, remove });
  },

  recorded: async (asked) => {
    const { student, item } = await found(asked);
    const records = DECLINABLE_KINDS.map((kind) => recordIn(item, student, kind));
    return records.filter(({ declinedAt, takenBack }) => declinedAt !== undefined || takenBack !== undefined);
  },

  takeBack: async (student, kind, by) => {
    const declined = attributeOf(student, kind);
    const { ok } = await changeItem(client, tableName, {
      key: choicesKey(student),
      set: { ...CHOICES.stamp, [takenBackIn(student, kind)]: by },
      remove: [declined],
      condition: { text: `attribute_exists(#${placeholder(declined)})`, names: [declined], values: {} },
    });
    return ok;
  },
});
