import { beforeEach, describe, expect, test } from "vitest";
import { feedHash } from "#adapters/feeds/feed-address.ts";
import { signChoiceLink } from "#adapters/links/choice-token.ts";
import { KEYS } from "../../worlds/ground/wiring.ts";
import { addressIn, feedsOf, NOW } from "./feeds.fixture.ts";

let system: Awaited<ReturnType<typeof feedsOf>>;
beforeEach(async () => {
  system = await feedsOf();
});

const feedNow = async (student = "key-1") => (await system.feeds.look(`student.${student}`)).feed;

describe("a student's page about their calendar", () => {
  test("says in a sentence each how to subscribe; to look makes nothing", async () => {
    for (const method of ["GET", "HEAD"]) expect((await system.ask(system.page(), { method })).statusCode).toBe(200);
    const { body, headers } = await system.ask(system.page());
    expect(body.match(/<li><strong>(Google Calendar|Apple Calendar|Outlook)/g)).toHaveLength(3);
    expect(body).toContain("may lag by a day");
    expect(body).not.toMatch(/<script|S001|s1@|\/f\//);
    expect(headers["cache-control"]).toBe("no-store");
    expect(await feedNow()).toBeUndefined();
  });

  test("shows an address once, in the answer that made it, and stores its hash alone", async () => {
    const made = await system.press("make");
    const path = addressIn(made);
    expect(made.statusCode).toBe(200);
    expect(made.body).toContain(`webcal://careers.school.example${path}`);
    const secret = path.split(".").at(-2) ?? "";
    expect(await feedNow()).toMatchObject({
      issue: 1,
      address: { hash: feedHash(secret), at: NOW },
      student: { person: "key-1", schoolId: "S001" },
    });
    expect(JSON.stringify(await feedNow())).not.toContain(secret);
    const { body } = await system.ask(system.page());
    expect(body).toContain("Your calendar has had an address since Sunday, January 10");
    expect(body).not.toContain("/f/");
  });

  test("a form that is sent again makes no second address", async () => {
    await system.press("make");
    const path = system.page();
    const shown = await system.ask(path);
    const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(shown.body)?.[1] ?? "";
    const form = { nonce: fieldOf("nonce"), issue: "0", wish: "make" };
    const cookies = shown.cookies.map((cookie) => cookie.split(";")[0] ?? "");
    const again = await system.ask(path, { method: "POST", form, cookies });
    expect([again.statusCode, addressIn(again)]).toEqual([409, ""]);
    expect(again.body).toContain("it has been done already");
    expect((await feedNow())?.issue).toBe(1);
  });

  test("ends an address, and makes another", async () => {
    const first = await system.subscribe();
    const stopped = await system.press("stop");
    expect(stopped.body).toContain("Your calendar’s address has ended.");
    expect((await system.ask(first)).statusCode).toBe(410);
    const next = await system.subscribe();
    expect((await system.ask(next)).statusCode).toBe(200);
    expect((await system.ask(first)).statusCode).toBe(410);
  });

  test.each([
    ["another site's form", { headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } }, 403],
    ["a form that no page had", { form: { nonce: "made-up" } }, 403],
    ["a browser without cookies", { cookies: [] }, 403],
    ["a form of no number", { form: { issue: "x" } }, 409],
  ])("%s changes nothing", async (_, more, status) => {
    expect((await system.press("make", more)).statusCode).toBe(status);
    expect(await feedNow()).toBeUndefined();
  });

  test("opens to no other link, to no other program's student, and to nobody whom the roster does not know", async () => {
    const choices = signChoiceLink(KEYS, {
      ...{ program: "hms", student: "key-1", kind: "match", expiresAt: "2030-01-01T00:00:00.000Z" },
    });
    expect((await system.ask(`/c/${choices}`)).statusCode).toBe(404);
    expect((await system.ask(system.page(), { now: "2030-01-01T00:00:00.000Z" })).statusCode).toBe(410);
    const stranger = await system.press("make", { path: system.page("key-9") });
    expect([stranger.statusCode, await feedNow("key-9")]).toEqual([404, undefined]);
  });
});
