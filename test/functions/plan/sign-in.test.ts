import { describe, expect, test } from "vitest";
import { keyOfSecret } from "#office/sign-in/way-in.ts";
import { ADA, BO, COOKIE, planOf, SITE } from "./plan.fixture.ts";

describe("signing in to my plan", () => {
  test("leads who is not in to the provider, and back to their own plan", async () => {
    const { browser } = await planOf(ADA, BO);
    const { ask, signIn, jar } = browser();
    expect((await ask("/plan")).location).toBe("/plan/sign-in");
    const back = await signIn(ADA.email.toUpperCase());
    expect([back.statusCode, back.location]).toEqual([303, "/plan"]);
    expect(back.cookies).toContainEqual(
      expect.stringMatching(/^__Host-plan-sign-in=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    );
    expect([...jar.keys()]).toEqual([COOKIE]);
    const { statusCode, body } = await ask("/plan");
    expect([statusCode, body.includes(ADA.firstName), body.includes("You are here")]).toEqual([200, true, true]);
  });

  test("takes the address of a mailbox of theirs as well, where the roster gives one", async () => {
    const { entered, browser } = await planOf(
      { ...ADA, mailbox: "Ada.B@students.example" },
      { ...BO, mailbox: "Box 7" },
    );
    expect((await (await entered({ email: "ada.b@students.example" })).ask("/plan")).body).toContain(ADA.firstName);
    expect((await browser().signIn("Box 7")).statusCode).toBe(403);
  });

  test.each([
    ["a stranger", "stranger@school.example", {}, "We know no student by this address"],
    ["whose address the provider does not vouch for", ADA.email, { isVerified: false }, "We know no student"],
  ])("tells %s whom to ask, and offers the way out of the provider", async (_, email, how, title) => {
    const { browser } = await planOf(ADA);
    const one = browser();
    const { statusCode, body } = await one.signIn(email, how);
    expect([statusCode, one.jar.has(COOKIE)]).toEqual([403, false]);
    expect(body).toContain(title);
    expect(body).toMatch(/provider\.example\/leave[\s\S]*mailto:advising@example\.edu/);
  });

  test("lets nobody in by an address that two people have", async () => {
    const { browser, records } = await planOf(ADA, { ...BO, email: ADA.email.toUpperCase() });
    expect((await browser().signIn(ADA.email)).body).toContain("Two people have this address");
    await records.people.remove(BO.schoolId, { at: "2027-04-01T16:00:00.000Z", why: "office" });
    expect((await browser().signIn(ADA.email)).location).toBe("/plan");
  });

  test("tells who is gone or removed so in a friendly sentence", async () => {
    const { browser, records } = await planOf(ADA, { ...BO, status: "graduated" });
    await records.people.remove(ADA.schoolId, { at: "2027-04-01T16:00:00.000Z", why: "office" });
    for (const { email } of [ADA, BO]) {
      const { statusCode, body } = await browser().signIn(email);
      expect([statusCode, body.includes("There is no plan for you here any more")]).toEqual([403, true]);
    }
  });

  test("ends with the next page for who is removed meanwhile, or goes on as somebody else", async () => {
    const { entered, records } = await planOf(ADA, BO);
    const [ada, bo] = [await entered(ADA), await entered(BO)];
    await records.people.remove(ADA.schoolId, { at: "2027-04-01T16:00:00.000Z", why: "office" });
    await records.people.move(BO.schoolId, "S-other", "2027-04-01T16:00:00.000Z");
    for (const { ask } of [ada, bo]) expect((await ask("/plan")).statusCode).toBe(403);
    expect((await (await entered(BO)).ask("/plan")).statusCode).toBe(200);
  });

  test("ends half an hour after the last page, ten hours after its beginning, and by signing out", async () => {
    const { entered, pass, browser } = await planOf(ADA);
    const idle = await entered(ADA);
    pass(31);
    expect((await idle.ask("/plan")).location).toBe("/plan/sign-in");
    const busy = await entered(ADA);
    for (let nth = 0; nth < 29; nth += 1) {
      pass(20);
      expect((await busy.ask("/plan")).statusCode).toBe(200);
    }
    pass(20);
    expect((await busy.ask("/plan")).statusCode).toBe(303);
    const leaving = await entered(ADA);
    const [secret, form] = [leaving.jar.get(COOKIE) ?? "", { "form-token": await leaving.token() }];
    expect((await leaving.ask("/plan/sign-out", { form: {} })).statusCode).toBe(403);
    const out = await leaving.ask("/plan/sign-out", { form });
    expect(out.body).toMatch(/http-equiv="refresh" content="0; url=https:\/\/provider\.example\/leave/);
    expect(leaving.jar.has(COOKIE)).toBe(false);
    expect((await browser(new Map([[COOKIE, secret]])).ask("/plan")).statusCode).toBe(303);
    expect((await leaving.ask("/plan/signed-out")).body).toContain("Sign in");
  });

  test("says so where the provider does not answer, and those who are in stay in", async () => {
    const { browser, entered, provider, failures } = await planOf(ADA);
    const inside = await entered(ADA);
    provider.fall();
    const { statusCode, body } = await browser().ask("/plan/sign-in");
    expect([statusCode, body.includes("The school’s sign-in does not answer")]).toEqual([503, true]);
    expect(failures).toHaveLength(1);
    expect((await inside.ask("/plan")).statusCode).toBe(200);
  });
});

describe("an attack on a student's sign-in", () => {
  test.each([
    "https://evil.example/plan",
    "//evil.example",
    "/\\evil.example",
    "/office/students",
    "/plan/..//evil.example",
    "/s/token",
    "javascript:alert(1)",
    "/plan\r\nset-cookie: plan-sign-in=planted",
  ])("leads to nothing but the plan, where somebody asked to be led to %j", async (to) => {
    const { browser } = await planOf(ADA);
    const { location, cookies } = await browser().signIn(ADA.email, { to });
    expect(new URL(location, SITE).pathname).toMatch(/^\/plan($|\/|set-cookie)/);
    for (const line of [location, ...cookies]) expect(line).not.toMatch(/[\r\n]/);
  });

  test("by a callback that was used, of another browser or too late is refused", async () => {
    const { browser, provider, pass } = await planOf(ADA);
    const [one, other] = [browser(), browser()];
    const sent = await one.ask("/plan/sign-in");
    const query = provider.signIn(new URL(sent.location), { email: ADA.email, isVerified: true });
    await other.ask("/plan/sign-in");
    expect((await other.ask(`/plan/callback?${query}`)).statusCode).toBe(400);
    expect((await browser().ask(`/plan/callback?${query}`)).statusCode).toBe(400);
    const again = await one.ask("/plan/sign-in");
    const fresh = provider.signIn(new URL(again.location), { email: ADA.email, isVerified: true });
    const used = new Map(one.jar);
    expect((await one.ask(`/plan/callback?${fresh}`)).statusCode).toBe(303);
    expect((await browser(used).ask(`/plan/callback?${fresh}`)).statusCode).toBe(400);
    const late = browser();
    const slow = await late.ask("/plan/sign-in");
    pass(11);
    const query2 = provider.signIn(new URL(slow.location), { email: ADA.email, isVerified: true });
    expect((await late.ask(`/plan/callback?${query2}`)).statusCode).toBe(400);
  });

  test("by a secret that was planted, or is of the sign-in before, lets nobody in", async () => {
    const { browser } = await planOf(ADA, BO);
    const victim = browser(new Map([[COOKIE, "planted"]]));
    await victim.signIn(ADA.email);
    expect(victim.jar.get(COOKIE)).not.toBe("planted");
    const old = victim.jar.get(COOKIE) ?? "";
    await victim.signIn(BO.email);
    for (const secret of ["planted", old])
      expect((await browser(new Map([[COOKIE, secret]])).ask("/plan")).statusCode).toBe(303);
    for (const name of ["plan-sign-in", "__Host-office-sign-in", "__Host-plan-attempt"])
      expect((await browser(new Map([[name, victim.jar.get(COOKIE) ?? ""]])).ask("/plan")).statusCode).toBe(303);
  });

  test("of a staff member's sign-in opens no plan: the records of both lie apart", async () => {
    const { browser, records } = await planOf(ADA);
    const at = "2027-04-01T16:00:00.000Z";
    const signIn = { user: ADA.schoolId, student: ADA.person, startedAt: at, seenAt: at, formToken: "token" };
    await records.signIns.start(keyOfSecret("of staff"), signIn);
    expect((await browser(new Map([[COOKIE, "of staff"]])).ask("/plan")).statusCode).toBe(303);
    await records.studentSignIns.start(keyOfSecret("of ada"), signIn);
    expect((await browser(new Map([[COOKIE, "of ada"]])).ask("/plan")).statusCode).toBe(200);
  });

  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["an origin that hides itself", { origin: "null" }],
    ["another site, by the browser's word", { "sec-fetch-site": "cross-site" }],
    ["another host of the domain", { "sec-fetch-site": "same-site" }],
  ])("from %s orders nothing, though it knows the token", async (_, headers) => {
    const { entered } = await planOf(ADA);
    const { ask, token } = await entered(ADA);
    const form = { "form-token": await token() };
    const refused = await ask("/plan/sign-out", { form, headers });
    expect([refused.statusCode, refused.body]).toEqual([403, "My plan takes orders from its own pages only."]);
    expect((await ask("/plan")).statusCode).toBe(200);
  });

  test("finds no other page: what is not there is said so, and no header or script of a stranger comes along", async () => {
    const { entered } = await planOf(ADA);
    const { ask, token } = await entered(ADA);
    for (const path of ["/plan/S-bo", "/plan/students/bo", "/plan/../office", "/plan/%3Cscript%3E"])
      expect([path, (await ask(path)).statusCode]).toEqual([path, 404]);
    expect((await ask("/plan/nothing", { form: { "form-token": await token() } })).statusCode).toBe(404);
    const { headers, body } = await ask("/plan");
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+' 'sha256-[^']+';(?!.*(unsafe|script)).*frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "same-origin" });
    expect(body).not.toMatch(/<script|style="| on\w+="|S-ada/);
  });
});
