import { expect, test } from "vitest";
import { linkKeysFromSecret, parseLinkKeys } from "#adapters/links/link-keys.ts";
import { readLink, signLink } from "#adapters/links/link-token.ts";

const oldKey = { kid: "k1", key: "a".repeat(64) };
const newKey = { kid: "k2", key: "b".repeat(64) };
const link = {
  program: "hms",
  student: "s1",
  occurrence: "intro-cim-survey@2027",
  expiresAt: "2027-07-29T13:00:00.000Z",
};

test("a rotated secret signs with the new key and still reads the old one's links", () => {
  const before = parseLinkKeys(JSON.stringify(oldKey));
  const after = parseLinkKeys(JSON.stringify({ ...newKey, previous: oldKey }));
  expect(readLink(after, signLink(before, link), "2027-05-01T00:00:00Z").ok).toBe(true);
  expect(readLink(before, signLink(after, link), "2027-05-01T00:00:00Z")).toEqual({
    ok: false,
    reason: "unknown-key",
  });
});

test.each([
  ["", "nothing"],
  ["{", "no JSON"],
  [JSON.stringify({ kid: "k1", key: "short-secret" }), "a short key"],
  [JSON.stringify({ kid: "k 1", key: "a".repeat(64) }), "a name that a token cannot hold"],
  [JSON.stringify({ ...oldKey, previous: { ...newKey, kid: "k1" } }), "two keys of one name"],
])("a secret that is %j is refused without being quoted (%s)", (secret) => {
  expect(() => parseLinkKeys(secret)).toThrow(/^The link key secret/);
  expect(() => parseLinkKeys(secret)).not.toThrow(/short-secret|aaaa/);
});

/** A secret whose reads are counted; `now` is what the next ones find, or why they fail. */
const secretHolding = (now: object | Error) => {
  const secret = { now, reads: 0 };
  const read = async (): Promise<string> => {
    secret.reads += 1;
    if (secret.now instanceof Error) throw secret.now;
    return JSON.stringify(secret.now);
  };
  const clock = { now: 0 };
  return { secret, clock, keys: linkKeysFromSecret(read, () => clock.now) };
};

test("a key that the secret drops reads and signs nothing any more after five minutes, in whatever function", async () => {
  const { secret, clock, keys } = secretHolding(oldKey);
  const leaked = signLink(await keys(), link);
  secret.now = newKey;
  clock.now = 5 * 60_000 - 1;
  expect(readLink(await keys(), leaked, "2027-05-01T00:00:00Z").ok).toBe(true);
  clock.now += 1;
  expect(readLink(await keys(), leaked, "2027-05-01T00:00:00Z")).toEqual({ ok: false, reason: "unknown-key" });
  expect(signLink(await keys(), link)).toMatch(/^v1\.k2\./);
  expect(secret.reads).toBe(2);
});

test("a read that fails after five minutes leaves the known keys, and is tried again a minute later", async () => {
  const { secret, clock, keys } = secretHolding(oldKey);
  await keys();
  secret.now = new Error("away");
  clock.now = 5 * 60_000;
  expect((await keys()).current.kid).toBe("k1");
  secret.now = newKey;
  expect((await keys()).current.kid).toBe("k1");
  clock.now += 60_000;
  expect((await keys()).current.kid).toBe("k2");
});

test("the secret is read once, and again only after a failure", async () => {
  const { secret, keys } = secretHolding(new Error("away"));
  await expect(keys()).rejects.toThrow("away");
  secret.now = oldKey;
  const [first, second] = await Promise.all([keys(), keys()]);
  expect(first.current.kid).toBe("k1");
  expect(second).toBe(first);
  expect(secret.reads).toBe(2);
});

test("a secret that was changed is read again for a link of the new key, at most once a minute, and a lost read loses no key", async () => {
  const { secret, keys } = secretHolding(oldKey);
  const current = async (missedAt?: string) => (await keys(missedAt)).current.kid;
  expect(await current()).toBe("k1");
  secret.now = new Error("away");
  expect(await current("2027-05-01T00:00:00.000Z")).toBe("k1");
  secret.now = { ...newKey, previous: oldKey };
  expect(await current("2027-05-01T00:00:59.000Z")).toBe("k1");
  expect(await current("2027-05-01T00:01:00.000Z")).toBe("k2");
  expect(await current()).toBe("k2");
  expect(secret.reads).toBe(3);
});
