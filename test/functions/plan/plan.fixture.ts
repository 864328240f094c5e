import { createSecretKey, randomUUID } from "node:crypto";
import { memoryProvider } from "#adapters/oidc/memory-provider.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { Student } from "#domain/people/student.ts";
import { answerPlan } from "../../../functions/plan/plan.ts";
import { program } from "../office/office.fixture.ts";
import { studentNamed } from "../send-mail/april.fixture.ts";

export const SITE = "https://pages.school.example";
export const NOON = "2027-04-01T16:00:00.000Z";
export const COOKIE = "__Host-plan-sign-in";

export const ADA = studentNamed("ada");
export const BO = studentNamed("bo");

export const KEYS = { current: { kid: "k1", key: createSecretKey("a key of this test and of no other one", "utf8") } };

interface Sent {
  method?: string;
  form?: Record<string, string>;
  headers?: Record<string, string | undefined>;
}

/** My plan as it is deployed, of a school of these students, and browsers to look at it. */
export const planOf = async (...students: Omit<Student, "program">[]) => {
  const records = memoryRecords();
  for (const student of students) await records.people.save(student);
  const provider = memoryProvider();
  const failures: unknown[] = [];
  const { people, planRecords, corrections, studentSignIns: signIns } = records;
  const way = { home: "/plan", provider, newSecret: randomUUID, signIns };
  const reads = { people, planRecords, corrections, sessions: () => records.sessions.all(), keys: async () => KEYS };
  const answer = answerPlan({ ...way, ...reads, program, siteUrl: SITE });
  let now = NOON;

  const browser = (jar = new Map<string, string>()) => {
    const ask = async (path: string, { method, form, headers = {} }: Sent = {}) => {
      const url = new URL(path, SITE);
      const event = {
        ...{ rawPath: url.pathname, rawQueryString: url.search.slice(1) },
        ...(jar.size > 0 && { cookies: [...jar].map(([name, value]) => `${name}=${value}`) }),
        headers: { ...(form && { "content-type": "application/x-www-form-urlencoded", origin: SITE }), ...headers },
        requestContext: { http: { method: method ?? (form ? "POST" : "GET") }, timeEpoch: Date.parse(now) },
        ...(form && { body: new URLSearchParams(form).toString() }),
      };
      const reply = await answer(event, async (error) => void failures.push(error));
      for (const line of reply.cookies) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      return { ...reply, location: reply.headers.location ?? "" };
    };
    const signIn = async (email: string, { to, isVerified = true }: { to?: string; isVerified?: boolean } = {}) => {
      const asked = to === undefined ? "" : `?${new URLSearchParams({ to })}`;
      const sent = await ask(`/plan/sign-in${asked}`);
      return ask(`/plan/callback?${provider.signIn(new URL(sent.location), { email, isVerified })}`);
    };
    const token = async (path = "/plan"): Promise<string> =>
      /name="form-token" value="([^"]+)"/.exec((await ask(path)).body)?.[1] ?? "";
    return { ask, signIn, token, jar };
  };
  const entered = async ({ email }: Pick<Student, "email">) => {
    const one = browser();
    await one.signIn(email);
    return one;
  };
  const pass = (minutes: number) => {
    now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
  };
  return { records, provider, failures, browser, entered, pass };
};
