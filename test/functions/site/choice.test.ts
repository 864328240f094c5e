import { createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signChoiceLink } from "#adapters/links/choice-token.ts";
import { DECLINABLE_KINDS, type DeclinableKind } from "#domain/people/mail-kinds.ts";
import { keys, openSite, type Site, site, survey, tokenFor } from "./browser.fixture.ts";

const expiresAt = "2027-07-29T13:00:00.000Z";
const token = signChoiceLink(keys, { program: "hms", student: "ada", kind: "nudges", expiresAt });
const unsubscribe = `/u/${token}`;
const preferences = `/p/${token}`;

const URLENCODED = "application/x-www-form-urlencoded";
const ONE_CLICK = "List-Unsubscribe=One-Click";
const multipart = (name: string, value: string, boundary = "----Mailbox7MA4YWxk") => ({
  headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  body: `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--${boundary}--\r\n`,
});
const oneClick = { headers: { "content-type": URLENCODED }, body: ONE_CLICK };
const click = ({ ask }: Site, change: object = {}) =>
  ask({ method: "POST", path: unsubscribe, ...oneClick, ...change });
const declinedIn = ({ choices }: Site) => choices.of("ada");

/** Opens the page of choices as a browser does, to send its form with these kinds wanted. */
const open = async ({ ask }: Site, path = preferences) => {
  const page = await ask({ path });
  const action = /<form method="post" action="([^"]+)"/.exec(page.body)?.[1] ?? "";
  const nonce = /name="nonce" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
  const cookies = page.cookies.map((cookie) => cookie.split(";")[0] ?? "");
  const send = (wanted: DeclinableKind[], change: { headers?: object; cookies?: string[] } = {}) => {
    const form = new URLSearchParams({ nonce });
    for (const kind of wanted) form.append("wanted", kind);
    return ask({
      method: "POST",
      path: action,
      cookies,
      body: form.toString(),
      ...change,
      headers: { "content-type": URLENCODED, origin: site, "sec-fetch-site": "same-origin", ...change.headers },
    });
  };
  return { page, action, send };
};

describe("one click (RFC 8058)", () => {
  test("declines the kind of the mail that it came from, and no other", async () => {
    const opened = await openSite();
    const answer = await click(opened);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("You will get no more of these.");
    expect(await declinedIn(opened)).toEqual(["nudges"]);
  });

  test("declines, and shows the page, by a link of a key that came after the start", async () => {
    const newer = { current: { kid: "k2", key: createSecretKey("c".repeat(64), "utf8") }, previous: keys.current };
    const opened = await openSite({ keys: async (missedAt) => (missedAt === undefined ? keys : newer) });
    const link = signChoiceLink(newer, { program: "hms", student: "ada", kind: "nudges", expiresAt });
    expect((await click(opened, { path: `/u/${link}` })).statusCode).toBe(200);
    expect(await declinedIn(opened)).toEqual(["nudges"]);
    expect((await opened.ask({ path: `/p/${link}` })).statusCode).toBe(200);
  });

  test("needs no cookie, sets none, and leads nowhere else", async () => {
    const opened = await openSite();
    const { cookies, headers } = await click(opened);
    expect(cookies).toEqual([]);
    expect(headers.location).toBeUndefined();
    expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  });

  test("comes from a mailbox's own servers: any origin, urlencoded or multipart, whole or in base64", async () => {
    const sent = multipart("List-Unsubscribe", "One-Click");
    const ways = [
      { ...oneClick, headers: { ...oneClick.headers, origin: "https://mail.example", "sec-fetch-site": "cross-site" } },
      sent,
      { ...sent, body: Buffer.from(sent.body).toString("base64"), isBase64Encoded: true },
    ];
    for (const way of ways) {
      const opened = await openSite();
      expect((await click(opened, way)).statusCode).toBe(200);
      expect(await declinedIn(opened)).toEqual(["nudges"]);
    }
  });

  test("of an essential mail, which has none, shows the page and declines nothing", async () => {
    const opened = await openSite();
    const made = signChoiceLink(keys, { program: "hms", student: "ada", kind: "essential", expiresAt });
    const answer = await opened.ask({ method: "POST", path: `/u/${made}`, ...oneClick });
    expect(answer.body).toContain('name="wanted"');
    expect(await declinedIn(opened)).toEqual([]);
  });

  test("twice is once, and says the same", async () => {
    const opened = await openSite();
    const [first, second] = [await click(opened), await click(opened)];
    expect(second).toEqual(first);
    expect(await declinedIn(opened)).toEqual(["nudges"]);
  });

  test.each([
    ["an empty body", { body: "" }],
    ["no body and no type", { body: undefined, headers: {} }],
    [
      "another spelling of the type",
      { headers: { "content-type": "Application/X-WWW-Form-Urlencoded; charset=UTF-8" } },
    ],
    ["plain text", { headers: { "content-type": "text/plain" } }],
    ["a line end behind the value", { body: `${ONE_CLICK}\r\n` }],
    ["the value in lower case", { body: "list-unsubscribe=one-click" }],
    ["another body", { body: "List-Unsubscribe=Maybe" }],
    ["another field", multipart("Subscribe", "One-Click")],
    ["bytes in base64", { body: "//79", isBase64Encoded: true }],
    ["a body without end", { body: `${ONE_CLICK}&pad=${"x".repeat(5_000)}` }],
  ])("with %s is a click all the same: the link is the consent", async (_, change) => {
    const opened = await openSite();
    expect((await click(opened, change)).statusCode).toBe(200);
    expect(await declinedIn(opened)).toEqual(["nudges"]);
  });
});

describe("looking", () => {
  test.each([unsubscribe, preferences])("at a link, by GET or HEAD, changes nothing: %s", async (path) => {
    const opened = await openSite();
    for (const method of ["GET", "HEAD", "GET"]) expect((await opened.ask({ method, path })).statusCode).toBe(200);
    expect(await declinedIn(opened)).toEqual([]);
    expect((await opened.ask({ method: "HEAD", path })).body).toBe("");
  });

  test("shows the kinds as they stand, with essential mail always on, and names nobody", async () => {
    const opened = await openSite();
    await opened.choices.decline("ada", "calendar", "2027-04-01T00:00:00.000Z");
    const { page } = await open(opened);
    expect(page.body).toMatch(/checked disabled>\s*<span><strong>What every student needs/);
    expect(page.body).toMatch(/value="calendar">/);
    expect(page.body).toMatch(/value="nudges" checked>/);
    expect(page.body).not.toMatch(/\bada\b/);
  });

  test("a mail's unsubscribe link leads a person to the same page, whose form saves", async () => {
    const opened = await openSite();
    const { action, send } = await open(opened, unsubscribe);
    expect(action).toBe(preferences);
    expect((await send(["calendar"])).body).toContain("Saved.");
    expect(await declinedIn(opened)).toEqual(DECLINABLE_KINDS.filter((kind) => kind !== "calendar"));
  });
});

describe("saving", () => {
  test("declines what is not ticked, and can be taken back by saving again", async () => {
    const opened = await openSite();
    const { send } = await open(opened);
    await send([]);
    expect(await declinedIn(opened)).toEqual([...DECLINABLE_KINDS]);
    await send([...DECLINABLE_KINDS]);
    expect(await declinedIn(opened)).toEqual([]);
  });

  test("from a browser without cookies asks once more, with the choices kept, and then counts", async () => {
    const opened = await openSite();
    const { send, action } = await open(opened);
    const asked = await send(["calendar"], { cookies: [] });
    expect(asked.statusCode).toBe(403);
    expect(asked.body).toMatch(/value="calendar" checked>/);
    expect(asked.body).toMatch(/value="nudges">/);
    expect(await declinedIn(opened)).toEqual([]);
    const nonce = /name="nonce" value="([^"]+)"/.exec(asked.body)?.[1] ?? "";
    const body = new URLSearchParams({ nonce, wanted: "calendar" }).toString();
    await opened.ask({ method: "POST", path: action, body, headers: { "content-type": URLENCODED } });
    expect(await declinedIn(opened)).toEqual(DECLINABLE_KINDS.filter((kind) => kind !== "calendar"));
  });

  test.each([
    ["from another site", { headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" } }],
  ])("%s changes nothing", async (_, change) => {
    const opened = await openSite();
    const { send } = await open(opened);
    const answer = await send([], change);
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain("Nothing was changed yet. Here are your choices as they stand.");
    expect(await declinedIn(opened)).toEqual([]);
  });

  test("is not what a mailbox's one click does: that does not fit this page", async () => {
    const opened = await openSite();
    expect((await click(opened, { path: preferences })).statusCode).toBe(403);
    expect(await declinedIn(opened)).toEqual([]);
  });
});

describe("a link that does not hold", () => {
  test("for another purpose opens nothing", async () => {
    const opened = await openSite();
    const wrong = [`/s/${token}`, `/u/${tokenFor(survey)}`, `/p/${tokenFor(survey)}`];
    for (const path of wrong) {
      expect((await opened.ask({ path })).statusCode, path).toBe(404);
      expect((await opened.ask({ method: "POST", path, ...oneClick })).statusCode, path).toBe(404);
    }
    expect(await declinedIn(opened)).toEqual([]);
  });

  test("cut or expired gets a friendly page, and declines nothing", async () => {
    const opened = await openSite();
    expect((await click(opened, { path: unsubscribe.slice(0, -3) })).statusCode).toBe(404);
    expect((await click(opened, { at: "2027-08-01T00:00:00.000Z" })).statusCode).toBe(410);
    expect((await opened.ask({ method: "PUT", path: unsubscribe })).headers.allow).toBe("GET, HEAD, POST");
    expect(await declinedIn(opened)).toEqual([]);
  });
});
