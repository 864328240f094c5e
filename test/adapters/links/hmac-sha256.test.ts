import { createHmac, createSecretKey } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hmacSha256 } from "#adapters/links/hmac-sha256.ts";

const latin1 = (hex: string): string => Buffer.from(hex, "hex").toString("latin1");
const macOf = (key: Uint8Array, text: string): string => hmacSha256(createSecretKey(key), "", text);
const nodesOwn = (key: Uint8Array, text: string): string =>
  createHmac("sha256", key).update(text, "latin1").digest("base64url");

/** RFC 4231, section 4; case 5 is about a cut MAC, which nobody makes here. */
const VECTORS = [
  ["1", "0b".repeat(20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
  [
    "2, a key shorter than the digest",
    Buffer.from("Jefe").toString("hex"),
    "what do ya want for nothing?",
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  ],
  [
    "3, more than a block",
    "aa".repeat(20),
    latin1("dd".repeat(50)),
    "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
  ],
  [
    "4, another key",
    "0102030405060708090a0b0c0d0e0f10111213141516171819",
    latin1("cd".repeat(50)),
    "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
  ],
  [
    "6, a key longer than a block",
    "aa".repeat(131),
    "Test Using Larger Than Block-Size Key - Hash Key First",
    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
  ],
  [
    "7, key and text longer than a block",
    "aa".repeat(131),
    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
    "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
  ],
] as const;

describe("HMAC-SHA-256", () => {
  test.each(VECTORS)("is that of RFC 4231, case %s", (_, key, text, mac) => {
    expect(macOf(Buffer.from(key, "hex"), text)).toBe(Buffer.from(mac, "hex").toString("base64url"));
  });

  test("is that of Node for any key and any bytes", () => {
    const keys = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const texts = fc.uint8Array({ maxLength: 800 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
    fc.assert(
      fc.property(keys, texts, (key, text) => void expect(macOf(key, text)).toBe(nodesOwn(key, text))),
      {
        numRuns: 1000,
      },
    );
  });

  test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 511, 512, 513, 2000])(
    "is that of Node for %i characters",
    (length) => {
      for (const keyLength of [1, 31, 32, 63, 64, 65, 128]) {
        const [key, text] = [Buffer.alloc(keyLength, 0xa7), "x".repeat(length)];
        expect(macOf(key, text)).toBe(nodesOwn(key, text));
      }
    },
  );

  test("does not let one text, prefix or key show through in the next", () => {
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((bytes) => createSecretKey(bytes));
    const texts = ["a".repeat(300), "b", "", "c".repeat(64), "b"];
    if (one === undefined || two === undefined) throw new Error("no keys");
    for (const text of texts)
      for (const key of [one, two])
        for (const prefix of ["", "v1.", "v1.2027-01."])
          expect(hmacSha256(key, prefix, text)).toBe(
            createHmac("sha256", key)
              .update(prefix + text, "latin1")
              .digest("base64url"),
          );
  });
});
