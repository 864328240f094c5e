import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Run, runName } from "#domain/breaker.ts";
import { Instant, WaveName } from "#domain/part.ts";
import { changeItem, getItem, type Item, queryPartition } from "./dynamodb-table.ts";
import { KIND } from "./items.ts";
import type { RunState, Runs } from "./runs.ts";

const RUN = "run";

/** The key of a run's item. */
export const runKey = (run: Run) => ({ pk: RUN, sk: runName(run) });

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
export const readRun = (item: unknown): RunState => {
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
export const dynamodbRuns = (client: DynamoDBClient, tableName: string): Runs => ({
  get: async (run) => {
    const item = await getItem(client, tableName, runKey(run));
    return item && readRun(item);
  },

  pause: async (run, { at, reason }) => {
    const { occurrence, wave } = run;
    const paused = await changeItem(client, tableName, {
      key: runKey(run),
      set: { kind: KIND.run, occurrence, wave, pausedAt: at, reason },
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
      key: runKey(run),
      set: { resumedAt: at },
      remove: ["pausedAt", "reason"],
      condition: { text: "#pausedAt = :since", names: [], values: { since } },
    });
    return resumed.ok;
  },

  paused: async () => (await queryPartition(client, tableName, RUN)).filter(isPaused).map(readRun),
});
