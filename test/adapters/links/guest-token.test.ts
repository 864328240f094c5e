import { createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { readGuestLink, signGuestLink } from "#adapters/links/guest-token.ts";
import { type LinkKeys, readLink, signLink } from "#adapters/links/link-token.ts";

const keys: LinkKeys = { current: { kid: "k1", key: createSecretKey("a".repeat(64), "utf8") } };
const NOW = "2027-01-06T14:00:00.000Z";
const link = { program: "hms", student: "class1-ada", session: "rtr.1-2027", expiresAt: "2027-04-20T13:00:00.000Z" };

test("a guest's link names the session and its guest, until it expires", () => {
  const token = signGuestLink(keys, link);
  expect(readGuestLink(keys, token, NOW)).toEqual({ ok: true, ...link });
  expect(readGuestLink(keys, token, link.expiresAt)).toEqual({ ok: false, reason: "expired" });
  expect(readGuestLink(keys, `${token.slice(0, -1)}_`, NOW)).toMatchObject({ ok: false });
});

test("it opens no survey's page, and a survey's link no guest's", () => {
  const survey = signLink(keys, { ...link, occurrence: "dinner@2027" });
  expect(readGuestLink(keys, survey, NOW)).toEqual({ ok: false, reason: "malformed" });
  expect(readLink(keys, signGuestLink(keys, link), NOW)).toEqual({ ok: false, reason: "malformed" });
});
