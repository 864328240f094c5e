import { createSecretKey } from "node:crypto";
import * as z from "zod/mini";
import { parsedJson } from "../parsed-json.ts";
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
  const read = LinkSecret.safeParse(parsedJson(secret));
  if (!read.success)
    throw new Error("The link key secret is not {kid, key, previous?} with keys of 32 characters or more");
  const { previous, ...current } = read.data;
  if (previous?.kid === current.kid) throw new Error("The link key secret names both of its keys alike");
  return previous === undefined ? { current: keyOf(current) } : { current: keyOf(current), previous: keyOf(previous) };
};

/**
 * Answers the link keys. `missedAt`: the instant at which somebody came with a link of a key that is not among them.
 */
export type LinkKeySource = (missedAt?: string) => Promise<LinkKeys>;

/** Strangers' links must not make a read of the secret each. */
const MISS_MS = 60_000;

/** For so long keys are taken to be those of the secret: a key that leaked is refused, and signs nothing, after it. */
const FRESH_MS = 5 * 60_000;

/**
 * Reads the link keys at the first call and every five minutes after that, so that a key which the secret drops is good
 * for nothing any more. Where a link names an unknown key the secret is read at once, at most once a minute: it may be
 * new. A first read that fails is tried again at the next call, another a minute later; known keys serve until then.
 * @param readSecret answers the secret's text as it is now
 * @param now milliseconds of a clock that goes on while the function sleeps
 */
export const linkKeysFromSecret = (readSecret: () => Promise<string>, now: () => number = Date.now): LinkKeySource => {
  const readKeys = async (): Promise<LinkKeys> => parseLinkKeys(await readSecret());
  let reading: Promise<LinkKeys> | undefined;
  let missed = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;
  const readAgain = (known: Promise<LinkKeys>): Promise<LinkKeys> => {
    readAt = now();
    return readKeys().catch(() => {
      readAt = now() - FRESH_MS + MISS_MS;
      return known;
    });
  };
  return (missedAt) => {
    const miss = missedAt === undefined ? Number.NaN : Date.parse(missedAt);
    const isMissed = miss - missed >= MISS_MS;
    if (reading !== undefined && (isMissed || now() - readAt >= FRESH_MS)) {
      if (isMissed) missed = miss;
      reading = readAgain(reading);
    }
    if (reading === undefined) {
      readAt = now();
      reading = readKeys().catch((fault) => {
        reading = undefined;
        throw fault;
      });
    }
    return reading;
  };
};
