import * as z from "zod/mini";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, type Item, placeholder, queryPartition } from "../dynamodb/table.ts";
import type { DeanMarks, Mark, MarkedMail } from "./marks.ts";

const MARKS = PARTITIONS.marks;

const Word = z.object({ by: z.string(), at: z.string() });

const MarkItem = itemOf(
  MARKS,
  z.looseObject({
    year: z.int(),
    student: z.string(),
    marked: z.optional(Word),
    takenBack: z.optional(Word),
  }),
);

const MAIL = "mail/";

const MailOfItem = z.object({ state: z.enum(["claimed", "sent", "rejected"]), at: z.string() });

/** The attribute that holds how a mail stands. */
const mailAttribute = (occurrence: string): string => MAIL + occurrence;

const mailsIn = (item: Item): MarkedMail[] =>
  Object.entries(item)
    .filter(([name]) => name.startsWith(MAIL))
    .map(([name, value]) => ({ occurrence: name.slice(MAIL.length), ...MailOfItem.parse(value) }));

const markOf = (item: Item): Mark => {
  const { year, student, marked, takenBack } = MarkItem.parse(item);
  return { year, student, marked, takenBack, mails: mailsIn(item) };
};

/** DeanMarks of deans in the records table, an item each. */
export const dynamodbMarks = (client: ItemCalls, tableName: string, program: string): DeanMarks => {
  const pk = MARKS.pk(program);
  const named = ({ year, student }: Pick<Mark, "year" | "student">) => ({
    key: { pk, sk: `${year}/${student}` },
    set: { ...MARKS.stamp, year, student },
  });
  return {
    of: async (year) => {
      const items = await queryPartition(client, tableName, pk, { consistent: true });
      return items.map(markOf).filter((mark) => mark.year === year);
    },

    mark: async (of, marked) => {
      const { key, set } = named(of);
      await changeItem(client, tableName, { key, set: { ...set, marked }, remove: ["takenBack"] });
    },

    takeBack: async (of, takenBack) => {
      const { key, set } = named(of);
      const condition = { text: "attribute_exists(#marked)", names: ["marked"], values: {} };
      const { ok } = await changeItem(client, tableName, {
        key,
        set: { ...set, takenBack },
        remove: ["marked"],
        condition,
      });
      return ok;
    },

    claim: async (of, occurrence, at) => {
      const { key, set } = named(of);
      const name = mailAttribute(occurrence);
      const text = `attribute_exists(#marked) AND attribute_not_exists(#${placeholder(name)})`;
      const condition = { text, names: ["marked", name], values: {} };
      const { ok } = await changeItem(client, tableName, {
        key,
        set: { ...set, [name]: { state: "claimed", at } },
        condition,
      });
      return ok;
    },

    settle: async (of, { occurrence, state, at }) => {
      const { key, set } = named(of);
      const name = mailAttribute(occurrence);
      const change = state === "unsent" ? { set, remove: [name] } : { set: { ...set, [name]: { state, at } } };
      await changeItem(client, tableName, { key, ...change });
    },
  };
};
