import type { PartitionName } from "#adapters/dynamodb/partitions.ts";

// Most changes of parts concern mails and announce nothing: only a change of a task has `news`.
export const ANNOUNCED = [
  { partition: "parts", has: "news" },
  { partition: "people", has: undefined },
  { partition: "mailings", has: "pausedAt" },
  { partition: "imports", has: undefined },
  { partition: "sessions", has: undefined },
  { partition: "guests", has: undefined },
] as const satisfies { partition: PartitionName; has: string | undefined }[];

export type AnnouncedPartition = (typeof ANNOUNCED)[number]["partition"];
