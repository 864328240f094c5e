import { describe, expect, test } from "vitest";
import { officeOf, person } from "./office.fixture.ts";

const dana = person("dana");
const COOKIE = "__Host-office-sign-in";

describe("coming in", () => {
  test("leads who is not signed in to the provider, and back to the page that they asked for", async () => {
    const { browser } = await officeOf(dana);
    const { ask, signIn, jar } = browser();
    const turned = await ask("/office/students?q=ada");
    expect([turned.statusCode, turned.location]).toEqual([303, "/office/sign-in?to=%2Foffice%2Fstudents%3Fq%3Dada"]);
    expect(turned.body).toBe("");
    const back = await signIn(dana.email, "/office/students?q=ada");
    expect([back.statusCode, back.location]).toEqual([303, "/office/students?q=ada"]);
    expect(back.cookies).toContainEqual(
      expect.stringMatching(/^__Host-office-sign-in=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    );
    expect([...jar.keys()]).toEqual([COOKIE]);
    expect((await ask(back.location)).body).toContain("1 of 2 students");
  });

  test.each([
    "https://evil.example/office",
    "//evil.example",
    "/\\evil.example",
    "/s/token",
    "/office/..//evil.example",
    "javascript:alert(1)",
  ])("leads to the first page, where somebody asked to be led to %s", async (to) => {
    const { browser } = await officeOf(dana);
    expect((await browser().signIn(dana.email, to)).location).toBe("/office");
  });

  test("gives a new secret to each sign-in: one that was planted in a browser lets nobody in", async () => {
    const { browser } = await officeOf(dana);
    const planted = "planted-by-somebody-else";
    const victim = browser(new Map([[COOKIE, planted]]));
    await victim.signIn(dana.email);
    expect(victim.jar.get(COOKIE)).not.toBe(planted);
    expect((await browser(new Map([[COOKIE, planted]])).ask("/office")).statusCode).toBe(303);
  });

  test("says who can help to somebody without a role, and lets them leave the provider", async () => {
    const { browser } = await officeOf(dana, person("gone", { status: "inactive" }), person("none", { roles: [] }));
    for (const email of ["stranger@school.example", "gone@school.example"]) {
      const { statusCode, body, cookies } = await browser().signIn(email);
      expect([statusCode, cookies.some((cookie) => cookie.startsWith(COOKIE))]).toEqual([403, false]);
      expect(body).toMatch(
        /We do not know you here yet[\s\S]*mailto:advising@example.edu[\s\S]*provider\.example\/leave/,
      );
    }
    const none = browser();
    await none.signIn("none@school.example");
    expect((await none.ask("/office")).body).toContain("Nothing here is yours yet");
    expect((await none.ask("/office/students")).statusCode).toBe(404);
  });

  test("of a code that was used, of another browser or too late is refused", async () => {
    const { browser, provider, pass } = await officeOf(dana);
    const [one, other] = [browser(), browser()];
    const sent = await one.ask("/office/sign-in");
    const query = provider.signIn(new URL(sent.location), { email: dana.email, isVerified: true });
    await other.ask("/office/sign-in");
    for (const refused of [
      await other.ask(`/office/callback?${query}`),
      await browser().ask(`/office/callback?${query}`),
    ])
      expect([refused.statusCode, refused.body.includes("That sign-in did not work")]).toEqual([400, true]);
    pass(11);
    expect((await one.ask(`/office/callback?${query}`)).statusCode).toBe(400);
  });

  test("says so where the provider does not answer, and those who are in stay in", async () => {
    const { browser, entered, provider, failures } = await officeOf(dana);
    const inside = await entered(dana);
    provider.fall();
    const { statusCode, body } = await browser().ask("/office/sign-in");
    expect([statusCode, body.includes("The school’s sign-in does not answer")]).toEqual([503, true]);
    expect(failures).toHaveLength(1);
    expect((await inside.ask("/office")).statusCode).toBe(200);
  });
});

describe("being in", () => {
  test("ends half an hour after the last page: a look leads to sign in, and an order changes nothing", async () => {
    const { entered, pass, records } = await officeOf(dana);
    const { ask, token } = await entered(dana);
    const form = {
      "form-token": await token(),
      occurrence: "retake-cim-survey@2027",
      wave: "remind-1",
      decision: "pause",
    };
    pass(31);
    expect((await ask("/office/calendar")).location).toBe("/office/sign-in?to=%2Foffice%2Fcalendar");
    expect((await ask("/office/runs", { form })).statusCode).toBe(401);
    expect(await records.mailings.paused()).toEqual([]);
  });

  test("takes an order from its own forms alone", async () => {
    const { entered, records } = await officeOf(dana, person("lena"));
    const { ask, token } = await entered(dana);
    const order = { occurrence: "retake-cim-survey@2027", wave: "remind-1", decision: "pause" };
    const [own, lenas] = [await token(), await (await entered(person("lena"))).token()];
    expect(own).not.toBe(lenas);
    for (const form of [order, { ...order, "form-token": lenas }, { ...order, "form-token": "" }])
      expect((await ask("/office/runs", { form })).body).toContain("This page is out of date");
    const form = { ...order, "form-token": own };
    const foreign = { form, headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } };
    expect((await ask("/office/runs", foreign)).statusCode).toBe(403);
    expect(await records.mailings.paused()).toEqual([]);
    expect((await ask("/office/runs", { form })).body).toContain("Paused");
    expect(await records.mailings.paused()).toHaveLength(1);
  });

  test("ends by signing out, here and at the provider", async () => {
    const { entered, browser } = await officeOf(dana);
    const { ask, token, jar } = await entered(dana);
    const [secret, form] = [jar.get(COOKIE) ?? "", { "form-token": await token() }];
    expect((await ask("/office/sign-out", { form: {} })).statusCode).toBe(403);
    const out = await ask("/office/sign-out", { form });
    expect(out.body).toMatch(/http-equiv="refresh" content="0; url=https:\/\/provider\.example\/leave/);
    expect(jar.has(COOKIE)).toBe(false);
    expect((await browser(new Map([[COOKIE, secret]])).ask("/office")).statusCode).toBe(303);
    expect((await ask("/office/signed-out")).body).toContain("Sign in");
  });

  test("shows pages that no script, frame or other site has a part in, and that nobody stores", async () => {
    const { entered } = await officeOf(dana);
    const { ask } = await entered(dana);
    const { headers, body } = await ask("/office");
    expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'self';(?!.*(unsafe|script)).*frame-ancestors 'none'$/,
    );
    expect(body).not.toMatch(/<script|style="| on\w+="/);
    const css = await ask("/office/assets/office.css");
    expect([css.statusCode, css.headers["content-type"]]).toEqual([200, "text/css; charset=utf-8"]);
  });

  test("leads from every page to pages of its own folder, and gives each form the sign-in's token", async () => {
    const { entered } = await officeOf(dana);
    const { ask } = await entered(dana);
    for (const path of [
      "/office",
      "/office/students",
      "/office/students/ada",
      "/office/calendar",
      "/office/failures",
    ]) {
      const { body } = await ask(path);
      const addresses = [...body.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)].map(([, address = ""]) => address);
      expect(addresses.filter((address) => !/^\/office([/?#]|$)/.test(address))).toEqual([]);
      const forms = [...body.matchAll(/<form\b[^>]*method="post"[^>]*>(.{0,60})/gs)];
      for (const [, after = ""] of forms) expect(after).toContain('<input type="hidden" name="form-token"');
    }
  });
});
