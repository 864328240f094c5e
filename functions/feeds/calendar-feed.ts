import { createHash } from "node:crypto";
import { feedHash, readFeedName, readFeedPath } from "#adapters/feeds/feed-address.ts";
import type { FeedOwner, LookedUpFeed, RevokedAddress } from "#adapters/feeds/feeds.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { icsOf } from "#files/ics/ics.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import type { Reply } from "../web/reply.ts";
import type { FeedsNeeds } from "./needs.ts";
import { writeFeed } from "./write-feed.ts";

/** A calendar program's poll. `known`: what it says to have, `If-None-Match`. */
export interface FeedRequest {
  path: string;
  known: string | undefined;
  now: string;
}

const HEADERS: Record<string, string> = {
  "content-type": "text/calendar; charset=utf-8",
  "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "no-referrer",
  // Kept, and asked about again at each poll.
  "cache-control": "private, no-cache",
};

const calendarReply = (statusCode: number, body: string, more: Record<string, string> = {}): Reply => ({
  statusCode,
  headers: { ...HEADERS, ...more },
  cookies: [],
  body,
});

const isKnown = (known: string | undefined, etag: string): boolean =>
  (known ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag);

/**
 * Answers a poll. One that changed nothing reads one read unit and writes nothing: by what the feed is made from, it is
 * known to be the same. What nobody knows is not found, whether its owner has another address or none. Running twice
 * answers the same. Throws only if a record cannot be had.
 */
export const answerFeed = async (
  needs: FeedsNeeds,
  { path, known, now }: FeedRequest,
  tell: TellFailure,
): Promise<Reply> => {
  const named = readFeedName(readFeedPath(path) ?? "");
  const found = named && (await lookUp(needs, named));
  if (named === undefined || found === undefined) return calendarReply(404, "");
  if ("hash" in found) return calendarReply(410, revokedCalendar(needs, named.owner, found));
  const { feed, mark } = found;
  const edition = [mark, feed?.mark, needs.programEdition].join("/");
  const { written } = feed ?? {};
  const isFresh = written?.edition === edition && now < written.until;
  if (isFresh && isKnown(known, written.etag)) return calendarReply(304, "", { etag: written.etag });
  const sessions = await needs.sessions(mark, now);
  const { ics, ...made } = await writeFeed(needs, { owner: named.owner, feed, sessions }, now);
  const etag = `"${createHash("sha256").update(ics).digest("base64url").slice(0, 22)}"`;
  // Whoever asks gets their calendar whether or not it is remembered.
  if (!isFresh) await needs.feeds.remember(named.owner, { edition, etag, ...made }).catch(tell);
  return isKnown(known, etag) ? calendarReply(304, "", { etag }) : calendarReply(200, ics, { etag });
};

/** The feed of an address, or when it was revoked. What a moment ago was not there is looked for as of now. */
const lookUp = async (
  { feeds }: FeedsNeeds,
  { owner, secret }: { owner: FeedOwner; secret: string },
): Promise<LookedUpFeed | RevokedAddress | undefined> => {
  if (owner === "public") return feeds.look(owner);
  const hash = feedHash(secret);
  for (const how of [undefined, "as of now"] as const) {
    const looked = await feeds.look(owner, how);
    if (looked.feed?.address?.hash === hash) return looked;
    const revoked = looked.feed?.revoked.find((one) => one.hash === hash);
    if (revoked !== undefined) return revoked;
  }
  return undefined;
};

/** One entry, on the day on which the address was revoked: it is the same at each poll, so that it is told once. */
const revokedCalendar = ({ program }: FeedsNeeds, owner: FeedOwner, { hash, at }: RevokedAddress): string => {
  const { shortName, timeZone, office } = program.school;
  const way = owner.startsWith("cohort.")
    ? "Ask the office for the new one."
    : "The link to your mail choices, at the foot of each of our mails, leads to the new one.";
  const entry = {
    uid: `revoked-${hash.slice(0, 12)}@${program.id}.matchward`,
    title: "The address of this calendar has ended",
    when: { day: schoolDate(at, timeZone) },
    ...{ sequence: 0, revisedAt: at, isCancelled: false },
    notes: ["Nothing more comes by the old one, which you can remove.", way, `Questions: ${office.email}`],
  };
  return icsOf(`${shortName} career planning`, timeZone, [entry]);
};
