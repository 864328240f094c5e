import * as z from "zod/mini";
import { FIRST_MAILING_CAUSES } from "#domain/mail/first-mailing.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { WaveName } from "#domain/parts/part.ts";
import { Instant } from "#domain/time/instant.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, type Item, queryPartition } from "../dynamodb/table.ts";
import type { MailingState, Mailings } from "./mailings.ts";

const MAILINGS = PARTITIONS.mailings;

/** The key of a mailing's item. */
export const mailingKey = (program: string, mailing: Mailing) => ({
  pk: MAILINGS.pk(program),
  sk: mailingName(mailing),
});

/** A mailing as stored. */
const MailingItem = itemOf(
  MAILINGS,
  z.object({
    occurrence: z.string(),
    wave: WaveName,
    pausedAt: z.optional(Instant),
    reason: z.optional(z.string()),
    cause: z.optional(z.enum(FIRST_MAILING_CAUSES)),
    resumedAt: z.optional(Instant),
    opened: z.optional(z.object({ at: Instant, recipients: z.int() })),
    approved: z.optional(z.object({ at: Instant, by: z.string(), recipients: z.int() })),
  }),
);

/**
 * Reads a mailing from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no mailing.
 */
export const readMailing = (item: unknown): MailingState => {
  const { occurrence, wave, pausedAt, reason = "", cause, resumedAt, opened, approved } = MailingItem.parse(item);
  return {
    ...{ occurrence, wave },
    ...(pausedAt && { paused: { at: pausedAt, reason, ...(cause && { cause }) } }),
    ...(resumedAt && { resumedAt }),
    ...(opened && { opened }),
    ...(approved && { approved }),
  };
};

/**
 * True of the unmarshalled item of a mailing that is paused, and of no other item.
 * @throws a zod error where a mailing's item cannot be read.
 */
export const isPaused = (item: Item): boolean => isMailing(item) && readMailing(item).paused !== undefined;

const isMailing = (item: Item): boolean => item.kind === MAILINGS.stamp.kind;

/** A program's mailings in the records table; each call is one read or one conditional write. */
export const dynamodbMailings = (client: ItemCalls, tableName: string, program: string): Mailings => ({
  get: async (mailing) => {
    const item = await getItem(client, tableName, mailingKey(program, mailing));
    return item && readMailing(item);
  },

  pause: async (mailing, { at, reason, cause }) => {
    const { occurrence, wave } = mailing;
    const paused = await changeItem(client, tableName, {
      key: mailingKey(program, mailing),
      set: { ...MAILINGS.stamp, occurrence, wave, pausedAt: at, reason, ...(cause && { cause }) },
      ...(cause === undefined && { remove: ["cause"] }),
      condition: {
        text: "attribute_not_exists(#pausedAt) AND (attribute_not_exists(#resumedAt) OR #resumedAt < :at)",
        names: ["resumedAt"],
        values: { at },
      },
    });
    return paused.ok;
  },

  resume: async (mailing, { since, at }) => {
    const resumed = await changeItem(client, tableName, {
      key: mailingKey(program, mailing),
      set: { resumedAt: at },
      remove: ["pausedAt", "reason", "cause"],
      condition: { text: "#pausedAt = :since", names: [], values: { since } },
    });
    return resumed.ok;
  },

  ...firstMailings(client, tableName, program),

  reach: async (mailing, opened) => {
    const { recipients } = opened;
    await changeItem(client, tableName, {
      key: mailingKey(program, mailing),
      set: { opened },
      condition: { text: "#opened.#recipients < :recipients", names: ["recipients"], values: { recipients } },
    });
  },

  all: async () => (await queryPartition(client, tableName, MAILINGS.pk(program))).filter(isMailing).map(readMailing),

  paused: async () => (await queryPartition(client, tableName, MAILINGS.pk(program))).filter(isPaused).map(readMailing),
});

const firstMailings = (
  client: ItemCalls,
  tableName: string,
  program: string,
): Pick<Mailings, "open" | "approve" | "disapprove"> => ({
  open: async (mailing, { at, recipients, mustBeApproved }) => {
    const { occurrence, wave } = mailing;
    const opened = await changeItem(client, tableName, {
      key: mailingKey(program, mailing),
      set: { ...MAILINGS.stamp, occurrence, wave },
      first: { opened: { at, recipients } },
      condition: {
        text: `attribute_not_exists(#pausedAt)${mustBeApproved ? " AND attribute_exists(#approved)" : ""}`,
        names: mustBeApproved ? ["pausedAt", "approved"] : ["pausedAt"],
        values: {},
      },
    });
    return opened.ok;
  },

  approve: async (mailing, approved) => {
    const { occurrence, wave } = mailing;
    const said = await changeItem(client, tableName, {
      key: mailingKey(program, mailing),
      set: { ...MAILINGS.stamp, occurrence, wave, approved },
      remove: ["pausedAt", "reason", "cause"],
      condition: {
        text:
          "attribute_not_exists(#opened) AND attribute_not_exists(#approved) AND " +
          "(attribute_not_exists(#pausedAt) OR #cause = :approval)",
        names: ["opened"],
        values: { approval: "approval" },
      },
    });
    return said.ok;
  },

  disapprove: async (mailing) => {
    const taken = await changeItem(client, tableName, {
      key: mailingKey(program, mailing),
      set: {},
      remove: ["approved"],
      condition: {
        text: "attribute_exists(#approved) AND attribute_not_exists(#opened)",
        names: ["opened"],
        values: {},
      },
    });
    return taken.ok;
  },
});
