import fc from "fast-check";
import { expect, test } from "vitest";
import { isLive, pathWithin, type SignIn } from "#domain/access/sign-in.ts";

const NINE = "2027-04-01T13:00:00.000Z";
const after = (minutes: number): string => new Date(Date.parse(NINE) + minutes * 60_000).toISOString();
const signIn = (seen: number): SignIn => ({
  ...{ user: "F1", startedAt: NINE, seenAt: after(seen), formToken: "f" },
});

test("a sign-in is live for half an hour after the last page, never ten hours after it began", () => {
  expect([29, 30].map((minute) => isLive(signIn(0), after(minute)))).toEqual([true, false]);
  expect([599, 600].map((minute) => isLive(signIn(595), after(minute)))).toEqual([true, false]);
  expect(isLive({ ...signIn(0), endedAt: after(1) }, after(2))).toBe(false);
});

test("whatever is asked for, somebody who signed in stays within the pages", () => {
  expect(pathWithin("/office", "/office/students?held=yes")).toBe("/office/students?held=yes");
  for (const away of [
    undefined,
    "",
    "calendar",
    "//elsewhere.example/x",
    "/\\elsewhere.example",
    "https://elsewhere.example",
    "/s/token",
    "/officers",
    "/office/../s/token",
    "/office/..//elsewhere.example",
  ])
    expect(pathWithin("/office", away)).toBe("/office");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((text) => `/office/${text}`),
      ),
      (asked) => {
        const { origin, pathname } = new URL(pathWithin("/office", asked), "https://pages.example");
        expect(origin).toBe("https://pages.example");
        expect(pathname).toMatch(/^\/office(\/|$)/);
      },
    ),
  );
});
