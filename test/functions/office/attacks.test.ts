import { describe, expect, test } from "vitest";
import { NOON, officeOf, person, SITE } from "./office.fixture.ts";

type Browser = Awaited<ReturnType<Awaited<ReturnType<typeof officeOf>>["entered"]>>;

const dana = person("dana");
const COOKIE = "__Host-office-sign-in";
const FIRST = { occurrence: "retake-cim-survey@2027", wave: "remind-1" };
const PAUSE = { ...FIRST, decision: "pause" };

/** A line that would end a header, and begin another. */
const SPLIT = "\r\nset-cookie: office-sign-in=planted";

describe("the way back after signing in", () => {
  test.each([
    "https:evil.example",
    "https:/evil.example",
    "///evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "/office@evil.example",
    "/office:443@evil.example",
    "/.//evil.example",
    "/office/../../evil.example",
    "/office/%2e%2e/%2e%2e/evil.example",
    " //evil.example",
    "data:text/html,<script>1</script>",
  ])("leads to the first page, where somebody asked to be led to %j", async (to) => {
    const { browser } = await officeOf(dana);
    expect((await browser().signIn(dana.email, to)).location).toBe("/office");
  });

  test.each([`/office/students${SPLIT}`, `/office${SPLIT}`, `/office/students?q=${SPLIT}`, SPLIT])(
    "ends no header where somebody asked for %j",
    async (to) => {
      const { browser } = await officeOf(dana);
      const { ask, signIn, jar } = browser();
      const turned = await ask(`/office/students?${new URLSearchParams({ q: to })}`);
      const back = await signIn(dana.email, to);
      expect(new URL(back.location, SITE).href).toMatch(/^https:\/\/pages\.school\.example\/office($|\/|\?)/);
      for (const { headers, cookies } of [turned, back])
        for (const line of [...Object.values(headers), ...cookies]) expect(line).not.toMatch(/[\r\n]/);
      expect([...jar.keys()]).toEqual([COOKIE]);
      expect((await ask("/office")).statusCode).toBe(200);
    },
  );
});

describe("a cookie from before", () => {
  test("is not the one after signing in, and who signs in anew is no more in by the old one", async () => {
    const { browser } = await officeOf(dana, person("lena"));
    const one = browser();
    await one.signIn(dana.email);
    const old = one.jar.get(COOKIE) ?? "";
    expect((await browser(new Map([[COOKIE, old]])).ask("/office")).statusCode).toBe(200);
    await one.signIn("lena@school.example");
    expect(one.jar.get(COOKIE)).not.toBe(old);
    expect((await one.ask("/office")).body).toContain("Signed in as lena Berg");
    expect((await browser(new Map([[COOKIE, old]])).ask("/office")).statusCode).toBe(303);
  });

  test("of an attempt lets nobody see a page, and a sign-in's secret is no attempt", async () => {
    const { browser, entered, provider } = await officeOf(dana);
    const sent = browser();
    const { location } = await sent.ask("/office/sign-in");
    const [attempt = ""] = sent.jar.values();
    expect((await browser(new Map([[COOKIE, attempt]])).ask("/office")).statusCode).toBe(303);
    const [secret = ""] = (await entered(dana)).jar.values();
    const query = provider.signIn(new URL(location), { email: dana.email, isVerified: true });
    const swapped = browser(new Map([["__Host-office-attempt", secret]]));
    expect((await swapped.ask(`/office/callback?${query}`)).statusCode).toBe(400);
  });

  test("without its prefix is none: another page of the domain may have set it", async () => {
    const { browser, entered } = await officeOf(dana);
    const [secret = ""] = (await entered(dana)).jar.values();
    for (const name of ["office-sign-in", "__Secure-office-sign-in", "__host-office-sign-in"])
      expect([name, (await browser(new Map([[name, secret]])).ask("/office")).statusCode]).toEqual([name, 303]);
  });
});

describe("an order that no page of the office gave", () => {
  const foreign = [
    ["another origin", { origin: "https://evil.example" }],
    ["an origin that hides itself", { origin: "null" }],
    ["the same host without https", { origin: SITE.replace("https", "http") }],
    ["another port of it", { origin: `${SITE}:8443` }],
    ["a host below it", { origin: SITE.replace("pages", "pages.evil") }],
    ["another site, by the browser's word", { "sec-fetch-site": "cross-site" }],
    ["another host of the domain", { "sec-fetch-site": "same-site" }],
  ] as const;

  test.each(foreign)("changes nothing from %s, though it knows the token", async (_, headers) => {
    const { entered, records } = await officeOf(dana);
    const { ask, token } = await entered(dana);
    const form = { ...PAUSE, "form-token": await token() };
    const refused = await ask("/office/runs", { form, headers });
    expect([refused.statusCode, refused.body]).toEqual([403, "The office takes orders from its own pages only."]);
    expect((await ask("/office/sign-out", { form, headers })).statusCode).toBe(403);
    expect(await records.mailings.paused()).toEqual([]);
    expect((await ask("/office")).statusCode).toBe(200);
  });

  test("from no origin at all counts by the token alone, and not without it", async () => {
    const { entered, records } = await officeOf(dana);
    const { ask, token } = await entered(dana);
    const headers = { origin: undefined };
    expect((await ask("/office/runs", { form: PAUSE, headers })).statusCode).toBe(403);
    expect(await records.mailings.paused()).toEqual([]);
    await ask("/office/runs", { form: { ...PAUSE, "form-token": await token() }, headers });
    expect(await records.mailings.paused()).toHaveLength(1);
  });

  test("counts neither by an address, nor as another kind of text, nor by a method that is none", async () => {
    const { entered, records } = await officeOf(dana);
    const { ask, token } = await entered(dana);
    const form = { ...PAUSE, "form-token": await token() };
    const query = new URLSearchParams(form);
    await ask(`/office/runs?${query}`);
    expect((await ask(`/office/runs?${query}`, { form: {} })).statusCode).toBe(403);
    for (const type of ["text/plain", "application/json", ""])
      expect((await ask("/office/runs", { form, headers: { "content-type": type } })).statusCode).toBe(403);
    for (const method of ["PUT", "DELETE", "PATCH"])
      expect((await ask("/office/runs", { form, method })).statusCode).toBe(404);
    expect((await ask("/office/sign-out")).statusCode).toBe(404);
    expect(await records.mailings.paused()).toEqual([]);
    expect((await ask("/office")).statusCode).toBe(200);
  });

  test("by the token of the sign-in before, or of somebody who is out, is told that the page is out of date", async () => {
    const { entered, records } = await officeOf(dana);
    const one = await entered(dana);
    const before = await one.token();
    await one.signIn(dana.email);
    const stale = await one.ask("/office/runs", { form: { ...PAUSE, "form-token": before } });
    expect([stale.statusCode, stale.body.includes("This page is out of date")]).toEqual([403, true]);
    expect(await records.mailings.paused()).toEqual([]);
  });
});

describe("a button that somebody left open while another person decided", () => {
  /** Presses a page's button in its last form, as that page was then. */
  const button = async ({ ask }: Browser, path: string) => {
    const form = (await ask(path)).body.split("<form").at(-1) ?? "";
    const fields = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    return (decision: string) =>
      ask(/action="([^"]+)"/.exec(form)?.[1] ?? "", { form: { ...Object.fromEntries(fields), decision } });
  };

  test("takes up no pause but the one on its page", async () => {
    const { entered, records, pass } = await officeOf(dana, person("lena"));
    const [early, late] = [await entered(dana), await entered(person("lena"))];
    await records.mailings.pause(FIRST, { at: NOON, reason: "the first" });
    const path = `/office/runs?${new URLSearchParams(FIRST)}`;
    const [left, pressed] = [await button(late, path), await button(early, path)];
    expect((await pressed("resume")).body).toContain("Resumed");
    pass(1);
    await records.mailings.pause(FIRST, { at: "2027-04-01T16:01:00.000Z", reason: "the second" });
    expect((await left("resume")).body).toContain("Nothing was changed");
    expect(await records.mailings.paused()).toMatchObject([{ paused: { reason: "the second" } }]);
  });

  test("lets go of nobody who is held for something else by now", async () => {
    const { entered, records } = await officeOf(dana);
    const one = await entered(dana);
    const held = { reason: "status", since: NOON, evidence: "status:x", says: "“x”?" } as const;
    await records.people.hold("S-bo", { held, seen: undefined });
    const left = await button(one, "/office/students/bo/release");
    await records.people.hold("S-bo", { held: { ...held, evidence: "status:y" }, seen: held.evidence });
    expect((await left("release")).body).toContain("Nothing was changed");
    expect((await records.people.all()).filter((person) => person.held)).toMatchObject([{ person: "bo" }]);
  });
});

describe("a provider that is down", () => {
  test("is said to whoever comes back as well, with the way to begin again", async () => {
    const { browser, provider, failures } = await officeOf(dana);
    const one = browser();
    const { location } = await one.ask("/office/sign-in");
    const query = provider.signIn(new URL(location), { email: dana.email, isVerified: true });
    provider.fall();
    const { statusCode, body } = await one.ask(`/office/callback?${query}`);
    expect([statusCode, body.includes("The school’s sign-in does not answer")]).toEqual([503, true]);
    expect(body).toContain('href="/office/sign-in"');
    expect(failures).toHaveLength(1);
  });

  test("keeps nobody in who wants to leave", async () => {
    const { entered, provider } = await officeOf(dana);
    const { ask, token, jar } = await entered(dana);
    const form = { "form-token": await token() };
    provider.fall();
    const out = await ask("/office/sign-out", { form });
    expect([out.statusCode, jar.size]).toEqual([200, 0]);
    expect(out.body).toContain("You are signed out");
  });
});
