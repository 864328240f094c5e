import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Link, type LinkKeys, readLink, signLink } from "#adapters/links/link-token.ts";
import { anyCharacter } from "../../any-character.ts";

const keyNamed = (kid: string) => ({
  kid,
  key: createSecretKey(randomBytes(32)),
});
const keys: LinkKeys = {
  current: keyNamed("2027-spring"),
  previous: keyNamed("2026-fall"),
};
const link: Link = {
  program: "hms",
  student: "Zk3_p-9QxT0aB1cD2eF3gH",
  occurrence: "retake-cim-survey@2027",
  expiresAt: "2027-07-29T13:00:00.000Z",
};
const now = "2027-04-02T12:00:00.000Z";

const links = fc.record({
  program: fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/),
  student: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  occurrence: fc.stringMatching(/^[a-z][a-z0-9-]{0,60}@[0-9]{4}$/),
  expiresAt: fc.integer({ min: 1_900_000_000, max: 4_000_000_000 }).map((at) => new Date(at * 1000).toISOString()),
});

describe("a signed link", () => {
  test("says again whose page it opens, and until when", () => {
    expect(readLink(keys, signLink(keys, link), now)).toEqual({
      ok: true,
      ...link,
    });
  });

  test("is the same each time, so that a mail that is made again holds the same link", () => {
    expect(signLink(keys, link)).toBe(signLink(keys, link));
  });

  test("comes back whole, whatever student, occurrence and expiry", () => {
    fc.assert(
      fc.property(
        links,
        (any) =>
          void expect(readLink(keys, signLink(keys, any), now)).toEqual({
            ok: true,
            ...any,
          }),
      ),
    );
  });

  test("needs no escaping in a URL and stays under 200 characters", () => {
    expect(signLink(keys, link)).toMatch(/^[\w.-]{1,200}$/);
  });

  test("still opens when its key has become the previous one", () => {
    const old = signLink({ current: keys.previous ?? keys.current }, link);
    expect(readLink(keys, old, now)).toEqual({ ok: true, ...link });
  });

  test("is not made with an expiry that is no instant", () => {
    for (const time of [1, 2]) {
      expect(() => signLink(keys, { ...link, expiresAt: "next week" }), `time ${time}`).toThrow(RangeError);
    }
    expect(() => signLink(keys, { ...link, expiresAt: "" })).toThrow(RangeError);
  });

  test("is not made longer than any that is read", () => {
    const longest = { ...link, student: "s".repeat(64), occurrence: `${"o".repeat(100)}@2027` };
    expect(readLink(keys, signLink(keys, longest), now)).toEqual({ ok: true, ...longest });
    expect(() => signLink(keys, { ...link, student: "s".repeat(300) })).toThrow(RangeError);
  });

  test("holds what is not ASCII as UTF-8, as it always did", () => {
    const [, , payload = ""] = signLink(keys, { ...link, student: "Zoë💌" }).split(".");
    expect(Buffer.from(payload, "base64url").toString("utf8")).toContain("Zoë💌");
  });
});

describe("a link that must not open", () => {
  test("no single flipped bit verifies", () => {
    const token = signLink(keys, link);
    for (let bit = 0; bit < token.length * 8; bit += 1) {
      const bytes = Buffer.from(token, "latin1");
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(readLink(keys, bytes.toString("latin1"), now).ok, `bit ${bit}`).toBe(false);
    }
  });

  test("no exchanged character of any link verifies", () => {
    const changed = fc.tuple(links, fc.nat(), fc.string({ minLength: 1, maxLength: 1, unit: anyCharacter }));
    fc.assert(
      fc.property(changed, ([any, where, character]) => {
        const token = signLink(keys, any);
        const at = where % token.length;
        fc.pre(token[at] !== character);
        expect(readLink(keys, token.slice(0, at) + character + token.slice(at + 1), now).ok).toBe(false);
      }),
    );
  });

  test("cut anywhere, it is refused", () => {
    const token = signLink(keys, link);
    for (let end = 0; end < token.length; end += 1) expect(readLink(keys, token.slice(0, end), now).ok).toBe(false);
  });

  test("anything a stranger types is malformed or forged, and never an error", () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(readLink(keys, text, now).ok).toBe(false)));
    expect(readLink(keys, "v1.".padEnd(5_000_000, "a"), now)).toEqual({
      ok: false,
      reason: "malformed",
    });
  });

  test("another school's key opens nothing, known name or not", () => {
    const stranger = { current: { ...keyNamed("x"), kid: keys.current.kid } };
    expect(readLink(keys, signLink(stranger, link), now)).toEqual({
      ok: false,
      reason: "forged",
    });
    expect(readLink(keys, signLink({ current: keyNamed("x") }, link), now)).toEqual({
      ok: false,
      reason: "unknown-key",
    });
  });

  test.each([
    ["made for another use of the same key", ["unsubscribe", link.student, link.occurrence, 1_816_952_400]],
    ["with an expiry that is no number", ["survey-page", link.student, link.occurrence, "never"]],
    ["with more in it than ours", ["survey-page", link.student, link.occurrence, 1_816_952_400, "more"]],
    ["that is no list", { student: link.student }],
  ])("a rightly signed token %s is malformed", (_, payload) => {
    const signed = `v1.${keys.current.kid}.${Buffer.from(JSON.stringify(payload)).toString("base64url")}`;
    const mac = createHmac("sha256", keys.current.key).update(signed).digest("base64url");
    expect(readLink(keys, `${signed}.${mac}`, now)).toEqual({ ok: false, reason: "malformed" });
  });

  test("from the instant of its expiry it is expired, and not a second earlier", () => {
    const token = signLink(keys, link);
    expect(readLink(keys, token, "2027-07-29T12:59:59.999Z").ok).toBe(true);
    expect(readLink(keys, token, "2027-07-29T13:00:00.000Z")).toEqual({
      ok: false,
      reason: "expired",
    });
  });
});
