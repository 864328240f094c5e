import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";

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

/** What a link says: whose page, of which occurrence, until when (ISO 8601 UTC, to the second). */
export interface Link {
  student: string;
  occurrence: string;
  expiresAt: string;
}

export type ReadLink =
  | ({ ok: true } & Link)
  | { ok: false; reason: "malformed" | "unknown-key" | "forged" | "expired" };

const VERSION = "v1";

/** Inside every payload, so that a token made for another use of the same key never opens a page. */
const PURPOSE = "survey-page";

/** Longest token that is looked at; ours have about 150 characters. */
const LONGEST_TOKEN = 512;

const Token = z.string().check(z.maxLength(LONGEST_TOKEN), z.regex(/^v1\.[\w-]{1,32}\.[\w-]{1,400}\.[\w-]{43}$/));

/** Purpose, student, occurrence, expiry in seconds since 1970: an array, so that there is one way to write it. */
const Payload = z.tuple([
  z.literal(PURPOSE),
  z.string().check(z.regex(/^[\w-]{1,64}$/)),
  z.string().check(z.regex(/^[a-z0-9-]{1,100}@\d{4}$/)),
  z.int().check(z.positive(), z.lte(253_402_300_799)),
]);

const macOf = (key: KeyObject, signed: string): string =>
  createHmac("sha256", key).update(signed, "ascii").digest("base64url");

/**
 * Signs a link to a student's page: `v1.<kid>.<payload>.<mac>`, HMAC-SHA-256 over everything before the last dot.
 * Holds the student's opaque key only. The same link and key always give the same token.
 * Throws a RangeError where `expiresAt` is no instant.
 */
export const signLink = (keys: LinkKeys, link: Link): string => {
  const expiry = Math.floor(Date.parse(link.expiresAt) / 1000);
  if (Number.isNaN(expiry)) throw new RangeError(`A link cannot expire at "${link.expiresAt}"`);
  const payload = Buffer.from(JSON.stringify([PURPOSE, link.student, link.occurrence, expiry])).toString("base64url");
  const signed = `${VERSION}.${keys.current.kid}.${payload}`;
  return `${signed}.${macOf(keys.current.key, signed)}`;
};

/**
 * Reads a token from a URL at the instant `now` (ISO 8601 UTC). Never throws.
 * - `malformed`: not of our form, or cut short; `unknown-key`: it names a key that is not among these; `forged`: the key
 *   that it names did not sign it; `expired`: signed, but too old.
 * The MAC's text is compared, not its bytes: base64url has spare bits, and a second spelling must not pass.
 */
export const readLink = (keys: LinkKeys, token: string, now: string): ReadLink => {
  if (!Token.safeParse(token).success) return { ok: false, reason: "malformed" };
  const [, kid = "", payload = "", mac = ""] = token.split(".");
  const key = [keys.current, keys.previous].find((live) => live?.kid === kid)?.key;
  if (key === undefined) return { ok: false, reason: "unknown-key" };
  if (!sameText(mac, macOf(key, `${VERSION}.${kid}.${payload}`))) {
    return { ok: false, reason: "forged" };
  }
  return readPayload(payload, now);
};

const readPayload = (payload: string, now: string): ReadLink => {
  const read = Payload.safeParse(parsed(Buffer.from(payload, "base64url").toString("utf8")));
  if (!read.success) return { ok: false, reason: "malformed" };
  const [, student, occurrence, expiry] = read.data;
  if (Date.parse(now) >= expiry * 1000) return { ok: false, reason: "expired" };
  return {
    ok: true,
    student,
    occurrence,
    expiresAt: new Date(expiry * 1000).toISOString(),
  };
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const sameText = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left, "ascii"), Buffer.from(right, "ascii"));
