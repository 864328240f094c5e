import { createHash, randomBytes } from "node:crypto";
import type { FeedOwner } from "./feeds.ts";

/** 144 bits of chance: ASVS 11.5.1 asks for 128. */
const SECRET_BYTES = 18;

/** The secret of a feed's address, in letters that an address needs not encode. */
export const newFeedSecret = (): string => randomBytes(SECRET_BYTES).toString("base64url");

/** All that is stored of a secret. It is long and random, so that a plain hash of it can be turned back by nobody. */
export const feedHash = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** A feed's name in its address, e.g. `cohort.pathways-2028.4kX…`; the public feed has no secret. */
export const feedName = (owner: FeedOwner, secret: string): string =>
  owner === "public" ? owner : `${owner}.${secret}`;

const NAME = /^(student|cohort)\.([\w-]{1,80})\.([\w-]{24})$/;

/** Reads a feed's name; undefined where it is none. */
export const readFeedName = (name: string): { owner: FeedOwner; secret: string } | undefined => {
  if (name === "public") return { owner: name, secret: "" };
  const [, kind, of, secret] = NAME.exec(name) ?? [];
  if (of === undefined || secret === undefined) return undefined;
  return { owner: kind === "cohort" ? `cohort.${of}` : `student.${of}`, secret };
};

/** The path of a calendar feed, by the name that holds its secret. */
export const feedPath = (name: string): string => `/f/${name}.ics`;

/** The name in such a path; undefined where it is none. */
export const readFeedPath = (path: string): string | undefined => /\/f\/([^/]+)\.ics$/.exec(path)?.[1];
