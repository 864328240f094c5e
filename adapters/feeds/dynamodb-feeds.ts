import * as z from "zod/mini";
import { Instant } from "#domain/time/instant.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, getItem, type Item } from "../dynamodb/table.ts";
import { type Feed, type FeedOwner, type Feeds, type LookedUpFeed, revokedWith } from "./feeds.ts";

const FEEDS = PARTITIONS.feeds;

/** The item that holds the mark of what all calendars are made from. */
const ALL = "all";

const Address = z.object({ hash: z.string(), at: Instant });

const Written = z.object({
  edition: z.string(),
  etag: z.string(),
  until: Instant,
  days: z.optional(z.record(z.string(), z.string())),
});

const FeedItem = itemOf(
  FEEDS,
  z.object({
    issue: z.optional(z.int()),
    address: z.optional(Address),
    revoked: z.optional(z.array(Address)),
    student: z.optional(z.object({ person: z.string(), schoolId: z.string() })),
    mark: z.optional(z.string()),
    answeredAt: z.optional(Instant),
    written: z.optional(Written),
  }),
);

const MarkItem = itemOf(FEEDS, z.object({ mark: z.string() }));

const feedIn = (owner: FeedOwner, item: Item): Feed => {
  const { issue = 0, revoked = [], ...rest } = FeedItem.parse(item);
  return { owner, issue, revoked, ...rest };
};

/** The keys of a feed and of the mark of all, which one read answers. */
export const feedKeys = (program: string, owner: FeedOwner) =>
  [owner, ALL].map((sk) => ({ pk: FEEDS.pk(program), sk }));

/** A feed and the mark of all among unmarshalled items. @throws a zod error where one cannot be read */
export const lookedUpIn = (items: readonly Item[], program: string, owner: FeedOwner): LookedUpFeed => {
  const feeds = items.filter(({ pk }) => pk === FEEDS.pk(program));
  const [own, all] = [owner, ALL].map((sk) => feeds.find((item) => item.sk === sk));
  return { feed: own && feedIn(owner, own), mark: all && MarkItem.parse(all).mark };
};

/** A program's calendar feeds in the records table, an item each, and one that marks all of them. */
export const dynamodbFeeds = (client: ItemCalls, tableName: string, program: string): Feeds => {
  const keyOf = (sk: string) => ({ pk: FEEDS.pk(program), sk });
  const has = (name: string) => ({ text: `attribute_exists(#${name})`, names: [name], values: {} });
  return {
    look: async (owner, how) => {
      const keys = feedKeys(program, owner);
      const items = await getItems(client, tableName, keys, { consistent: how === "as of now" });
      return lookedUpIn(items, program, owner);
    },

    readdress: async (owner, { issue, hash, at, student }) => {
      const item = await getItem(client, tableName, keyOf(owner));
      const before = item === undefined ? { issue: 0, revoked: [] } : feedIn(owner, item);
      if (before.issue !== issue) return false;
      const { ok } = await changeItem(client, tableName, {
        key: keyOf(owner),
        set: {
          ...FEEDS.stamp,
          ...{ program, issue: issue + 1, revoked: revokedWith(before, at), student },
          address: hash === undefined ? undefined : { hash, at },
        },
        remove: hash === undefined ? ["address"] : [],
        condition:
          issue === 0
            ? { text: "attribute_not_exists(#issue)", names: ["issue"], values: {} }
            : { text: "#issue = :seen", names: ["issue"], values: { seen: issue } },
      });
      return ok;
    },

    follow: async (owner, student) => {
      await changeItem(client, tableName, { key: keyOf(owner), set: { ...FEEDS.stamp, program, student } });
    },

    forget: async (owner) => {
      const remove = ["address", "student", "mark", "answeredAt", "written"];
      await changeItem(client, tableName, { key: keyOf(owner), set: { revoked: [] }, remove, condition: has("issue") });
    },

    remember: async (owner, written) => {
      await changeItem(client, tableName, { key: keyOf(owner), set: { ...FEEDS.stamp, program, written } });
    },

    mark: async (owner, mark, answeredAt) => {
      const set = { mark, answeredAt };
      await changeItem(client, tableName, { key: keyOf(owner), set, condition: has("issue") });
    },

    markAll: async (mark) => {
      await changeItem(client, tableName, { key: keyOf(ALL), set: { ...FEEDS.stamp, program, mark } });
    },
  };
};
