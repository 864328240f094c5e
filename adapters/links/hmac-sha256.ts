import { createHmac, hash, type KeyObject } from "node:crypto";

/** Bytes of SHA-256's block and of its digest. */
const BLOCK = 64;
const DIGEST = 32;

/** Longest text that is written behind the prepared block; a link's has about 120 characters. */
const ROOM = 512;

/** A key's two blocks, each with room behind it for what is hashed with it; behind the inner one stands the prefix. */
interface PreparedKey {
  prefix: string;
  inner: Buffer;
  /** Where the text goes, behind the prefix. */
  start: number;
  /**
   * The beginning of `inner` by its length: links are of a few lengths, and to cut one off takes a tenth of a
   * signature.
   */
  beginnings: Buffer[];
  outer: Buffer;
}

const prepared = new WeakMap<KeyObject, PreparedKey>();

const blockOf = (key: Buffer, pad: number, room: number): Buffer => {
  const block = Buffer.alloc(BLOCK + room, pad, "latin1");
  for (const [at, byte] of key.entries()) block[at] = byte ^ pad;
  return block;
};

const prepare = (key: KeyObject, prefix: string): PreparedKey => {
  const bytes = key.export();
  const short = bytes.length > BLOCK ? hash("sha256", bytes, "buffer") : bytes;
  const inner = blockOf(short, 0x36, ROOM);
  const start = BLOCK + inner.write(prefix, BLOCK, "latin1");
  const blocks = { prefix, inner, start, beginnings: [], outer: blockOf(short, 0x5c, DIGEST) };
  prepared.set(key, blocks);
  return blocks;
};

/**
 * HMAC-SHA-256 (RFC 2104) of a prefix and a text behind it, as base64url. The same always give the same. The two hashes
 * are asked for one by one over blocks that are prepared once for each key: to set up `createHmac` takes longer than to
 * hash. So is the prefix, which all that a key signs has in common.
 * @param key a secret key of any length
 * @param text its characters and the prefix's are taken as bytes, so that none may be above U+00FF
 */
export const hmacSha256 = (key: KeyObject, prefix: string, text: string): string => {
  if (prefix.length + text.length > ROOM)
    return createHmac("sha256", key)
      .update(prefix + text, "latin1")
      .digest("base64url");
  const known = prepared.get(key);
  const { inner, start, beginnings, outer } = known?.prefix === prefix ? known : prepare(key, prefix);
  const end = start + inner.write(text, start, "latin1");
  beginnings[end] ??= inner.subarray(0, end);
  outer.write(hash("sha256", beginnings[end], "binary"), BLOCK, "latin1");
  return hash("sha256", outer, "base64url");
};
