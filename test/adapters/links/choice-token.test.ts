import { createSecretKey, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type ChoiceLink, readChoiceLink, signChoiceLink } from "#adapters/links/choice-token.ts";
import { type LinkKeys, readLink, signLink } from "#adapters/links/link-token.ts";
import { DECLINABLE_KINDS } from "#domain/people/mail-kinds.ts";

const keys: LinkKeys = { current: { kid: "k1", key: createSecretKey(randomBytes(32)) } };
const expiresAt = "2027-07-29T13:00:00.000Z";
const now = "2027-04-02T12:00:00.000Z";
const link: ChoiceLink = { program: "hms", student: "Zk3_p-9QxT0aB1cD2eF3gH", kind: "nudges", expiresAt };

describe("a link about choices", () => {
  const token = signChoiceLink(keys, link);

  test("says again whose choices and which kind of mail, until it expires", () => {
    for (const kind of DECLINABLE_KINDS) {
      const any = signChoiceLink(keys, { ...link, kind });
      expect(readChoiceLink(keys, any, now)).toEqual({ ok: true, ...link, kind });
    }
    expect(readChoiceLink(keys, token, expiresAt)).toEqual({ ok: false, reason: "expired" });
  });

  test("serves no other purpose", () => {
    expect(readLink(keys, token, now)).toEqual({ ok: false, reason: "malformed" });
    const survey = signLink(keys, {
      program: "hms",
      student: link.student,
      occurrence: "retake-cim-survey@2027",
      expiresAt,
    });
    expect(readChoiceLink(keys, survey, now)).toEqual({ ok: false, reason: "malformed" });
  });

  test("is refused when any character of it was exchanged, or when it was cut", () => {
    for (let at = 0; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
      expect(readChoiceLink(keys, changed, now).ok, `character ${at}`).toBe(false);
      expect(readChoiceLink(keys, token.slice(0, at), now).ok).toBe(false);
    }
  });

  test("is the same each time, and fits the header and the URL that carry it", () => {
    expect(signChoiceLink(keys, link)).toBe(token);
    expect(token).toMatch(/^[\w.-]{1,200}$/);
  });
});
