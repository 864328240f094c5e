import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { WaveName } from "#domain/parts/part.ts";
import { Instant } from "#domain/time/instant.ts";
import { KIND } from "../dynamodb/items.ts";
import { changeItem, getItem, type Item, queryPartition } from "../dynamodb/table.ts";
import type { MailingState, Mailings } from "./mailings.ts";

const RUN = "run";

/** The key of a run's item. */
export const mailingKey = (run: Mailing) => ({ pk: RUN, sk: mailingName(run) });

/** A run as stored. */
const StoredRun = z.object({
  occurrence: z.string(),
  wave: WaveName,
  pausedAt: z.optional(Instant),
  reason: z.optional(z.string()),
  resumedAt: z.optional(Instant),
});

/**
 * Reads a run from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no run.
 */
export const readMailing = (item: unknown): MailingState => {
  const { occurrence, wave, pausedAt, reason = "", resumedAt } = StoredRun.parse(item);
  return {
    occurrence,
    wave,
    ...(pausedAt === undefined ? {} : { paused: { at: pausedAt, reason } }),
    ...(resumedAt === undefined ? {} : { resumedAt }),
  };
};

/** True of the unmarshalled item of a run that is paused, and of no other item. */
export const isPaused = ({ pk, pausedAt }: Item): boolean => pk === RUN && pausedAt !== undefined;

/** Paused runs in the records table; each call is one read or one conditional write. */
export const dynamodbMailings = (client: DynamoDBClient, tableName: string): Mailings => ({
  get: async (run) => {
    const item = await getItem(client, tableName, mailingKey(run));
    return item && readMailing(item);
  },

  pause: async (run, { at, reason }) => {
    const { occurrence, wave } = run;
    const paused = await changeItem(client, tableName, {
      key: mailingKey(run),
      set: { kind: KIND.mailing, occurrence, wave, pausedAt: at, reason },
      condition: {
        text: "attribute_not_exists(#pausedAt) AND (attribute_not_exists(#resumedAt) OR #resumedAt < :at)",
        names: ["resumedAt"],
        values: { at },
      },
    });
    return paused.ok;
  },

  resume: async (run, { since, at }) => {
    const resumed = await changeItem(client, tableName, {
      key: mailingKey(run),
      set: { resumedAt: at },
      remove: ["pausedAt", "reason"],
      condition: { text: "#pausedAt = :since", names: [], values: { since } },
    });
    return resumed.ok;
  },

  paused: async () => (await queryPartition(client, tableName, RUN)).filter(isPaused).map(readMailing),
});
