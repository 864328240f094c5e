import type { AwsReply } from "./call.ts";

/** Answers of reads of one partition, kept until something is written there: most of a year's days change nothing. */
export interface KeptReads {
  /** Answers a read as it was answered before, or asks, and keeps an answer that no write overtook. */
  read(place: ReadPartition, request: string, ask: () => Promise<PricedReply>): Promise<PricedReply>;
  /** Forgets what was read of these partitions, or of the whole table where they are not known. */
  wrote(table: string, keys: readonly string[] | undefined): void;
  /** Forgets everything: something was written past the gateway. */
  clear(): void;
}

/** A partition of a table. */
export interface ReadPartition {
  table: string;
  key: string;
}

/** A reply, and what AWS would charge for it each time. */
export interface PricedReply {
  reply: AwsReply;
  units: number;
}

// What a small school's year reads is a few megabytes.
const MOST_BYTES = 64 * 1024 * 1024;

/** Keeps nothing yet. */
export const createKeptReads = (mostBytes: number = MOST_BYTES): KeptReads => {
  const tables = new Map<string, Map<string, Map<string, PricedReply>>>();
  let bytes = 0;
  const clear = () => {
    tables.clear();
    bytes = 0;
  };
  const partition = ({ table, key }: ReadPartition): Map<string, PricedReply> => {
    const partitions = tables.get(table) ?? new Map<string, Map<string, PricedReply>>();
    tables.set(table, partitions);
    const kept = partitions.get(key) ?? new Map<string, PricedReply>();
    partitions.set(key, kept);
    return kept;
  };
  return {
    read: async (place, request, ask) => {
      const before = partition(place);
      const known = before.get(request);
      if (known !== undefined) return known;
      const answer = await ask();
      // A write takes the partition's map away: what was asked before it is not kept.
      if (answer.reply.status !== 200 || tables.get(place.table)?.get(place.key) !== before) return answer;
      bytes += Buffer.byteLength(answer.reply.body);
      before.set(request, answer);
      if (bytes > mostBytes) clear();
      return answer;
    },
    wrote: (table, keys) => {
      if (keys === undefined) tables.delete(table);
      for (const key of keys ?? []) tables.get(table)?.delete(key);
    },
    clear,
  };
};
