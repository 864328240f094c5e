import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod/mini";
import { TaskChange } from "#domain/parts/task-changes.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import type { Item } from "../dynamodb/table.ts";
import { newMembers, type PartGroup, unreadPart } from "./part-groups.ts";

/** The attribute of a write that changes what is counted; absent from the others. */
export const COUNTED_ANEW = "countedAnew";

export const StoredMembers = z.record(z.string(), z.unknown());

const unreadMembers = (stored: z.infer<typeof StoredMembers>) => {
  const members = newMembers();
  for (const [key, part] of Object.entries(stored)) members[key] = unreadPart(part);
  return members;
};

export const unpacked = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(gunzipSync(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
};

/** Where a group is kept. The program's id keeps an occurrence of one apart from another's that is called the same. */
const nameIn = (program: string, occurrence: string): string => `${program}/${occurrence}`;

const namedBy = (name: string | undefined) => {
  const [program, occurrence] = name?.split("/") ?? [];
  return { program, occurrence };
};

/** The partition of an occurrence's groups. */
export const partPartition = (program: string, occurrence: string): string =>
  PARTITIONS.parts.pk(nameIn(program, occurrence));

const Partition = z.pipe(
  z.pipe(
    z.string(),
    z.transform((pk) => namedBy(PARTITIONS.parts.nameOf(pk))),
  ),
  z.object({ program: z.string(), occurrence: z.string() }),
);

/** A group's item: `members` is gzip'd JSON, `news` is JSON and absent where no task changed. */
export const GroupItem = z.object({
  pk: Partition,
  sk: z.string(),
  version: z.int(),
  members: z.pipe(
    z.pipe(
      z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      z.transform(unpacked),
    ),
    StoredMembers,
  ),
  writes: z.array(z.string()),
});

const News = z.array(TaskChange);
const NewsItem = itemOf(PARTITIONS.parts, z.object({ pk: Partition, news: z.optional(z.string()) }));

/** A change of a task, and the id of the program that asks. */
export type TaskChangeIn = TaskChange & { program: string };

/**
 * The tasks that the write of a group changed which left this image in the stream.
 * @throws a zod error, or one of JSON, where they cannot be read.
 */
export const newsOf = (item: unknown): TaskChangeIn[] => {
  const { pk, news } = NewsItem.parse(item);
  const changes = news === undefined ? [] : News.parse(JSON.parse(news));
  return changes.map((change) => ({ ...change, program: pk.program }));
};

/** The item of a group, as it is put. */
export const groupItem = (program: string, of: PartGroup): Item => ({
  pk: partPartition(program, of.occurrence),
  sk: of.group,
  ...PARTITIONS.parts.stamp,
  version: of.version,
  // The default level saves 7 % of the bytes at the most, and costs half the time again.
  members: gzipSync(JSON.stringify(of.members), { level: 1 }),
  ...(of.news.length === 0 ? {} : { news: JSON.stringify(of.news) }),
  ...(of.isCountedAnew && { [COUNTED_ANEW]: "yes" }),
  writes: of.writes,
});

/** Reads a group from its unmarshalled item. */
export const GroupOfItem = z.pipe(
  itemOf(PARTITIONS.parts, GroupItem),
  z.transform(
    ({ pk, sk, version, members, writes }): PartGroup => ({
      occurrence: pk.occurrence,
      group: sk,
      version,
      members: unreadMembers(members),
      news: [],
      writes,
    }),
  ),
);
