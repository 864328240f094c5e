import type { PartitionName } from "#adapters/dynamodb/partitions.ts";

/**
 * Which changes of the records are announced: those of items of a partition, where they have an attribute. Most writes
 * of parts are about mails: only those that changed a task say so in `news`.
 */
export const ANNOUNCED = [
  { partition: "parts", has: "news" },
  { partition: "roster", has: undefined },
  { partition: "mailings", has: "pausedAt" },
] as const satisfies { partition: PartitionName; has: string | undefined }[];

/** A partition whose changes are announced. */
export type AnnouncedPartition = (typeof ANNOUNCED)[number]["partition"];
