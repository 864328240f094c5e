import { frozen } from "../dynamodb/frozen.ts";
import { type Feed, type FeedOwner, type Feeds, revokedWith } from "./feeds.ts";

/** Calendar feeds in memory, under the same conditions as the real ones. */
export const memoryFeeds = (): Feeds => {
  const feeds = new Map<FeedOwner, Feed>();
  let markOfAll: string | undefined;
  const put = (owner: FeedOwner, change: Partial<Feed>) => {
    const before = feeds.get(owner) ?? { owner, issue: 0, revoked: [] };
    feeds.set(owner, frozen(structuredClone({ ...before, ...change })));
  };
  return {
    look: async (owner) => ({ feed: feeds.get(owner), mark: markOfAll }),

    readdress: async (owner, { issue, hash, at, student }) => {
      const before = feeds.get(owner) ?? { owner, issue: 0, revoked: [] };
      if (before.issue !== issue) return false;
      const address = hash === undefined ? undefined : { hash, at };
      const revoked = revokedWith(before, at);
      put(owner, { issue: issue + 1, address, revoked, ...(student && { student }) });
      return true;
    },

    follow: async (owner, student) => put(owner, { student }),
    forget: async (owner) => {
      const known = feeds.get(owner);
      if (known !== undefined) feeds.set(owner, { owner, issue: known.issue, revoked: [] });
    },
    remember: async (owner, written) => put(owner, { written }),

    mark: async (owner, mark, answeredAt) => {
      if (feeds.has(owner)) put(owner, { mark, ...(answeredAt !== undefined && { answeredAt }) });
    },

    markAll: async (mark) => {
      markOfAll = mark;
    },
  };
};
