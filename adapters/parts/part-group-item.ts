import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod/mini";
import { TaskChange } from "#domain/parts/task-changes.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import type { Item } from "../dynamodb/table.ts";
import { newMembers, type PartGroup, unreadPart } from "./part-groups.ts";

const StoredMembers = z.record(z.string(), z.unknown());

const unreadMembers = (stored: z.infer<typeof StoredMembers>) => {
  const members = newMembers();
  for (const [key, part] of Object.entries(stored)) members[key] = unreadPart(part);
  return members;
};

const unpacked = (bytes: Uint8Array): unknown => {
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
const GroupItem = z.object({
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
export const groupItem = (program: string, { occurrence, group, version, members, news, writes }: PartGroup): Item => ({
  pk: partPartition(program, occurrence),
  sk: group,
  ...PARTITIONS.parts.stamp,
  version,
  // The default level saves 7 % of the bytes at the most, and costs half the time again.
  members: gzipSync(JSON.stringify(members), { level: 1 }),
  ...(news.length === 0 ? {} : { news: JSON.stringify(news) }),
  writes,
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
