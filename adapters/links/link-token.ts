import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";
import { OccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { parsedJson } from "../parsed-json.ts";
import { hmacSha256 } from "./hmac-sha256.ts";

/** One signing key and the name by which a token says which key signed it. */
export interface LinkKey {
  kid: string;
  key: KeyObject;
}

/** The key that signs, and the one before it, which verifies the links that are still in people's mailboxes. */
export interface LinkKeys {
  current: LinkKey;
  previous?: LinkKey;
}

/** What a link says: of which program, whose page, of which occurrence, until when (ISO 8601 UTC, to the second). */
export interface Link {
  program: string;
  student: string;
  occurrence: string;
  expiresAt: string;
}

/**
 * Why a token opens nothing. `malformed`: not of our form, or cut short; `unknown-key`: it
 * names a key that is not among these; `forged`: the key that it names did not sign it; `expired`: signed, but too old.
 */
export interface RefusedLink {
  ok: false;
  reason: "malformed" | "unknown-key" | "forged" | "expired";
}

export type ReadLink = ({ ok: true } & Link) | RefusedLink;

const VERSION = "v1";

/** Inside every payload, so that a token made for another use of the same key never opens a page. */
const PURPOSE = "survey-page";

/** Longest token that is looked at; ours have about 150 characters. */
const LONGEST_TOKEN = 512;

/** Longest payload, in bytes of JSON: base64url makes 400 characters of it, which is what a token may hold. */
const LONGEST_PAYLOAD = 300;

const Token = z.string().check(z.maxLength(LONGEST_TOKEN), z.regex(/^v1\.[\w-]{1,32}\.[\w-]{1,400}\.[\w-]{43}$/));

/** A student's opaque key in a payload. */
export const SubjectInToken = z.string().check(z.regex(/^[\w-]{1,64}$/));

/** The program in a payload. */
export const ProgramInToken = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/));

/** The last entry of every payload: when it expires, in seconds since 1970. */
export const ExpiryInToken = z.int().check(z.positive(), z.lte(253_402_300_799));

/** Purpose, program, student, occurrence, expiry: an array, so that there is one way to write it. */
const Payload = z.tuple([z.literal(PURPOSE), ProgramInToken, SubjectInToken, OccurrenceId, ExpiryInToken]);

// Node's own HMAC judges what ours has signed: were the two ever to differ, links would be refused, not forged.
const expectedMac = (key: KeyObject, signed: string): string =>
  createHmac("sha256", key).update(signed, "ascii").digest("base64url");

// All letters of a mailing expire at a few instants, so that those that were read are kept.
const readBefore = new Map<string, number>();
const MOST_KEPT = 64;

const secondsOf = (expiresAt: string): number => {
  const known = readBefore.get(expiresAt);
  if (known !== undefined) return known;
  const seconds = Math.floor(Date.parse(expiresAt) / 1000);
  if (Number.isNaN(seconds)) throw new RangeError(`A link cannot expire at "${expiresAt}"`);
  if (readBefore.size >= MOST_KEPT) readBefore.clear();
  readBefore.set(expiresAt, seconds);
  return seconds;
};

// Overwritten by each payload: to make a buffer for each takes as long as to fill it.
const bytes = Buffer.alloc(3 * LONGEST_PAYLOAD);

const base64urlOf = (text: string): string => {
  if (text.length > LONGEST_PAYLOAD) throw new RangeError(`A link cannot hold ${text.length} characters`);
  return bytes.toString("base64url", 0, bytes.write(text));
};

/**
 * Signs a payload and its expiry: `v1.<kid>.<payload>.<mac>`, HMAC-SHA-256 over everything before the last dot. The
 * same payload and key always give the same token. The first entry names the purpose, so that no token serves another.
 * Throws a RangeError where `expiresAt` is no instant, and where the payload is longer than any token that is read.
 */
export const signPayload = (keys: LinkKeys, entries: readonly string[], expiresAt: string): string => {
  const payload = base64urlOf(JSON.stringify([...entries, secondsOf(expiresAt)]));
  const prefix = `${VERSION}.${keys.current.kid}.`;
  return `${prefix}${payload}.${hmacSha256(keys.current.key, prefix, payload)}`;
};

/**
 * Reads a token's payload at the instant `now` (ISO 8601 UTC) by its schema, whose last entry is the expiry. Never
 * throws. The MAC's text is compared, not its bytes: base64url has spare bits, and a second spelling must not pass.
 */
export const openPayload = <Entries extends readonly unknown[]>(
  keys: LinkKeys,
  token: string,
  schema: z.ZodMiniType<Entries>,
  now: string,
): { ok: true; entries: Entries; expiresAt: string } | RefusedLink => {
  if (!Token.safeParse(token).success) return { ok: false, reason: "malformed" };
  const [, kid = "", payload = "", mac = ""] = token.split(".");
  const key = [keys.current, keys.previous].find((live) => live?.kid === kid)?.key;
  if (key === undefined) return { ok: false, reason: "unknown-key" };
  if (!sameText(mac, expectedMac(key, `${VERSION}.${kid}.${payload}`))) {
    return { ok: false, reason: "forged" };
  }
  const read = schema.safeParse(parsedJson(Buffer.from(payload, "base64url").toString("utf8")));
  if (!read.success) return { ok: false, reason: "malformed" };
  const expiry = ExpiryInToken.parse(read.data.at(-1)) * 1000;
  if (Date.parse(now) >= expiry) return { ok: false, reason: "expired" };
  return { ok: true, entries: read.data, expiresAt: new Date(expiry).toISOString() };
};

/** Signs a link to a student's page. Holds the student's opaque key only. Throws as `signPayload` does. */
export const signLink = (keys: LinkKeys, { program, student, occurrence, expiresAt }: Link): string =>
  signPayload(keys, [PURPOSE, program, student, occurrence], expiresAt);

/** Reads the token of a student's page at the instant `now` (ISO 8601 UTC). Never throws. */
export const readLink = (keys: LinkKeys, token: string, now: string): ReadLink => {
  const read = openPayload(keys, token, Payload, now);
  if (!read.ok) return read;
  const [, program, student, occurrence] = read.entries;
  return { ok: true, program, student, occurrence, expiresAt: read.expiresAt };
};

const sameText = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left, "ascii"), Buffer.from(right, "ascii"));
