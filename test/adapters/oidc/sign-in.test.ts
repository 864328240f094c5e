import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryAuditLog } from "#adapters/audit-log/memory-audit-log.ts";
import { openidProvider } from "#adapters/oidc/openid-provider.ts";
import { memorySignIns } from "#adapters/sign-ins/memory-sign-ins.ts";
import { memoryUsers } from "#adapters/users/memory-users.ts";
import type { User } from "#domain/access/user.ts";
import { finishSignIn, whoAsks } from "#office/sign-in/sign-in.ts";
import { beginSignIn, endSignIn, keyOfSecret } from "#office/sign-in/way-in.ts";
import { startSampleProvider } from "../../../local/emulators/identity-provider.ts";
import { startBrowser } from "./browser.fixture.ts";

const PAGES = "http://localhost:3999";
const [CALLBACK, SIGNED_OUT] = [`${PAGES}/office/callback`, `${PAGES}/office/signed-out`];
const NINE = "2027-04-01T13:00:00.000Z";
const minutesAfter = (minutes: number): string => new Date(Date.parse(NINE) + minutes * 60_000).toISOString();

const person = (id: string, change: Partial<User> = {}): User => ({
  ...{ id, email: `${id}@example.edu`, name: id, roles: ["director"], societies: [], specialties: [] },
  status: "active",
  ...change,
});

const INES = person("ines", { email: "ines@xn--cole-9oa.example" });

const REGISTERED = { clientId: "pages", clientSecret: "only-on-this-machine" };
const CLIENT = { clientId: REGISTERED.clientId, clientSecret: async () => REGISTERED.clientSecret };
let provider: Awaited<ReturnType<typeof startSampleProvider>>;

beforeAll(async () => {
  const people = ["dana", "lena", "gone", "nobody"].map((id) => ({
    ...{ id, email: `${id}@EXAMPLE.edu`, name: id, what: "of the sample" },
  }));
  people.push({ id: "ines", email: "Ines@École.example", name: "ines", what: "of a domain that is not ASCII" });
  const clients = [{ ...REGISTERED, callbacks: [CALLBACK], signedOut: [SIGNED_OUT] }];
  provider = await startSampleProvider({ port: 0, people, clients });
});
afterAll(() => provider?.stop());

const opened = async () => {
  const [signIns, users, auditLog] = [memorySignIns(), memoryUsers(), memoryAuditLog()];
  for (const user of [person("dana"), person("lena"), person("gone", { status: "inactive" }), INES])
    await users.save({ ...user, givenAt: NINE });
  const client = { ...CLIENT, issuer: provider.issuer, callback: CALLBACK, signedOut: SIGNED_OUT };
  const needs = {
    provider: openidProvider(client),
    signIns,
    users,
    newSecret: () => randomBytes(24).toString("hex"),
    home: "/office",
    auditLog,
  };
  const browser = startBrowser();
  const comeBack = async (as: string, to?: string) => {
    const { address, secret } = await beginSignIn(needs, { to, at: NINE });
    return { secret, query: await browser.signIn(address, as, CALLBACK), at: minutesAfter(1) };
  };
  return { ...needs, needs, comeBack };
};

const entered = async (as: string) => {
  const school = await opened();
  const answer = await finishSignIn(school.needs, await school.comeBack(as, "/office/students?held=yes"));
  if (answer.is !== "in") throw new Error(answer.is);
  return { ...school, answer };
};

describe("signing in at a real provider", () => {
  test("lets in whom the school gave a role, to the page that they asked for", async () => {
    const { needs, answer } = await entered("dana");
    expect(answer).toMatchObject({ to: "/office/students?held=yes", user: { id: "dana", roles: ["director"] } });
    expect((await whoAsks(needs, answer.secret, minutesAfter(2)))?.user.id).toBe("dana");
  });

  test("lets in whose domain the provider writes in its own script", async () => {
    const { answer } = await entered("ines");
    expect(answer.user.id).toBe("ines");
  });

  test("lets in nobody without a role, or whose role ended", async () => {
    const { needs, comeBack } = await opened();
    for (const who of ["nobody", "gone"])
      expect(await finishSignIn(needs, await comeBack(who))).toMatchObject({ is: "nobody" });
  });

  test("an address that was used before lets nobody in again", async () => {
    const { needs, comeBack } = await opened();
    const came = await comeBack("dana");
    expect((await finishSignIn(needs, came)).is).toBe("in");
    expect((await finishSignIn(needs, came)).is).toBe("too-late");
  });

  test("a code that somebody else brings, in a browser of their own, lets nobody in", async () => {
    const { needs, comeBack } = await opened();
    const [dana, lena] = [await comeBack("dana"), await comeBack("lena")];
    expect((await finishSignIn(needs, { ...dana, secret: lena.secret })).is).toBe("refused");
    expect((await finishSignIn(needs, { ...dana, secret: undefined })).is).toBe("too-late");
  });

  test("an answer of another provider, with another state or none, is refused", async () => {
    const { needs, comeBack } = await opened();
    const changes: ((query: URLSearchParams) => void)[] = [
      (query) => query.set("iss", "https://elsewhere.example"),
      (query) => query.delete("iss"),
      (query) => query.set("state", "another"),
      (query) => query.delete("state"),
      (query) => query.set("code", "invented"),
    ];
    for (const change of changes) {
      const came = await comeBack("dana");
      const query = new URLSearchParams(came.query);
      change(query);
      expect((await finishSignIn(needs, { ...came, query: query.toString() })).is).toBe("refused");
    }
  });

  test("whoever comes back after ten minutes begins again", async () => {
    const { needs, comeBack } = await opened();
    expect((await finishSignIn(needs, { ...(await comeBack("dana")), at: minutesAfter(10) })).is).toBe("too-late");
  });

  test("a token with another nonce than was asked for is refused", async () => {
    const { needs, signIns, comeBack } = await opened();
    const came = await comeBack("dana");
    const key = keyOfSecret(came.secret);
    const attempt = await signIns.takeAttempt(key, NINE);
    if (attempt === undefined) throw new Error("no attempt");
    await signIns.attempt(key, { ...attempt, nonce: "another" });
    expect((await finishSignIn(needs, came)).is).toBe("refused");
  });

  test("a provider that cannot be asked is an error, which costs nobody their place", async () => {
    const school = await opened();
    const client = { ...CLIENT, issuer: "http://localhost:9", callback: CALLBACK, signedOut: SIGNED_OUT };
    await expect(
      beginSignIn({ ...school.needs, provider: openidProvider(client) }, { to: "/", at: NINE }),
    ).rejects.toThrow();
  });
});

describe("being signed in", () => {
  test("lasts half an hour after the last page, and ten hours at the most", async () => {
    const { needs, answer } = await entered("dana");
    for (let minute = 2; minute < 600; minute += 29)
      expect(await whoAsks(needs, answer.secret, minutesAfter(minute)), String(minute)).toBeDefined();
    expect(await whoAsks(needs, answer.secret, minutesAfter(602))).toBeUndefined();
    const other = await entered("lena");
    expect(await whoAsks(other.needs, other.answer.secret, minutesAfter(31))).toBeUndefined();
  });

  test("ends with the next page once the school takes the role away", async () => {
    const { needs, users, answer } = await entered("lena");
    await users.save({ ...person("lena", { status: "inactive" }), givenAt: minutesAfter(2) });
    expect(await whoAsks(needs, answer.secret, minutesAfter(3))).toBeUndefined();
  });

  test("ends by signing out, here and at the provider; twice is as once", async () => {
    const { needs, answer } = await entered("dana");
    const away = await endSignIn(needs, answer.secret, minutesAfter(2));
    expect(away?.origin).toBe(provider.issuer);
    expect(away?.searchParams.get("post_logout_redirect_uri")).toBe(SIGNED_OUT);
    await endSignIn(needs, answer.secret, minutesAfter(3));
    expect(await whoAsks(needs, answer.secret, minutesAfter(3))).toBeUndefined();
  });

  test("no record holds what lets somebody in", async () => {
    const { signIns, answer } = await entered("dana");
    expect(await signIns.get(answer.secret)).toBeUndefined();
    expect(JSON.stringify(await signIns.get(keyOfSecret(answer.secret)))).not.toContain(answer.secret);
  });
});
