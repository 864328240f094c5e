import { createSecretKey } from "node:crypto";
import * as z from "zod/mini";
import type { LinkKey, LinkKeys } from "./link-token.ts";

const Key = z.object({
  kid: z.string().check(z.regex(/^[\w-]{1,32}$/)),
  /** At least 128 bits of chance, as ASVS 11.5.1 asks: 32 characters of a generated password have more. */
  key: z.string().check(z.minLength(32)),
});

/** The secret as it lies in Secrets Manager; `previous` is kept until its last link has expired. */
const LinkSecret = z.extend(Key, { previous: z.optional(Key) });

const keyOf = ({ kid, key }: z.infer<typeof Key>): LinkKey => ({
  kid,
  key: createSecretKey(key, "utf8"),
});

/**
 * Makes link keys of the secret's JSON text. Throws an error that names no part of the secret where it is not of the
 * form `{"kid", "key", "previous"?: {"kid", "key"}}` or both keys have one name.
 */
export const parseLinkKeys = (secret: string): LinkKeys => {
  const read = LinkSecret.safeParse(parsed(secret));
  if (!read.success)
    throw new Error("The link key secret is not {kid, key, previous?} with keys of 32 characters or more");
  const { previous, ...current } = read.data;
  if (previous?.kid === current.kid) throw new Error("The link key secret names both of its keys alike");
  return previous === undefined ? { current: keyOf(current) } : { current: keyOf(current), previous: keyOf(previous) };
};

// The parser's own message would quote the secret.
const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/**
 * Answers the link keys. `missedAt`: the instant at which somebody came with a link of a key that is not among them.
 */
export type LinkKeySource = (missedAt?: string) => Promise<LinkKeys>;

/** Strangers' links must not make a read of the secret each. */
const MISS_MS = 60_000;

/**
 * Reads the link keys once per cold start and keeps them. A failed read is not kept: the next call tries again. Where a
 * link names an unknown key the secret is read once more, at most once a minute: it may have been changed since.
 * @param readSecret answers the secret's text as it is now
 */
export const linkKeysFromSecret = (readSecret: () => Promise<string>): LinkKeySource => {
  const readKeys = async (): Promise<LinkKeys> => parseLinkKeys(await readSecret());
  let reading: Promise<LinkKeys> | undefined;
  let missed = Number.NEGATIVE_INFINITY;
  return (missedAt) => {
    const miss = missedAt === undefined ? Number.NaN : Date.parse(missedAt);
    if (reading !== undefined && miss - missed >= MISS_MS) {
      missed = miss;
      const known = reading;
      reading = readKeys().catch(() => known);
    }
    reading ??= readKeys().catch((fault) => {
      reading = undefined;
      throw fault;
    });
    return reading;
  };
};
