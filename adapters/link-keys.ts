import { createSecretKey } from "node:crypto";
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
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
 * Makes link keys of the secret's JSON text. Throws an error that names no part of the secret where it is not of the form
 * `{"kid", "key", "previous"?: {"kid", "key"}}` or both keys have one name.
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
 * Reads the link keys once per cold start and keeps them. A failed read is not kept: the next call tries again.
 * @param secretId name or ARN of the secret
 */
export const linkKeysFromSecret = (client: SecretsManagerClient, secretId: string): (() => Promise<LinkKeys>) => {
  let reading: Promise<LinkKeys> | undefined;
  return () => {
    reading ??= readKeys(client, secretId).catch((fault) => {
      reading = undefined;
      throw fault;
    });
    return reading;
  };
};

const readKeys = async (client: SecretsManagerClient, secretId: string): Promise<LinkKeys> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  return parseLinkKeys(SecretString ?? "");
};
