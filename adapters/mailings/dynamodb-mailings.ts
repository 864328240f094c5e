import * as z from "zod/mini";
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
    resumedAt: z.optional(Instant),
  }),
);

/**
 * Reads a mailing from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no mailing.
 */
export const readMailing = (item: unknown): MailingState => {
  const { occurrence, wave, pausedAt, reason = "", resumedAt } = MailingItem.parse(item);
  return {
    occurrence,
    wave,
    ...(pausedAt === undefined ? {} : { paused: { at: pausedAt, reason } }),
    ...(resumedAt === undefined ? {} : { resumedAt }),
  };
};

/**
 * True of the unmarshalled item of a mailing that is paused, and of no other item.
 * @throws a zod error where a mailing's item cannot be read.
 */
export const isPaused = (item: Item): boolean =>
  item.kind === MAILINGS.stamp.kind && readMailing(item).paused !== undefined;

/** A program's paused mailings in the records table; each call is one read or one conditional write. */
export const dynamodbMailings = (client: ItemCalls, tableName: string, program: string): Mailings => ({
  get: async (mailing) => {
    const item = await getItem(client, tableName, mailingKey(program, mailing));
    return item && readMailing(item);
  },

  pause: async (mailing, { at, reason }) => {
    const { occurrence, wave } = mailing;
    const paused = await changeItem(client, tableName, {
      key: mailingKey(program, mailing),
      set: { ...MAILINGS.stamp, occurrence, wave, pausedAt: at, reason },
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
      remove: ["pausedAt", "reason"],
      condition: { text: "#pausedAt = :since", names: [], values: { since } },
    });
    return resumed.ok;
  },

  paused: async () => (await queryPartition(client, tableName, MAILINGS.pk(program))).filter(isPaused).map(readMailing),
});
