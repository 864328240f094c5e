import { randomUUID } from "node:crypto";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryProvider } from "#adapters/oidc/memory-provider.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import type { User } from "#domain/access/user.ts";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import { answerOffice } from "../../../functions/office/office.ts";
import { program as rules } from "../../domain/calendar/program.fixture.ts";
import { studentNamed } from "../send-mail/april.fixture.ts";

export const SITE = "https://pages.school.example";
export const NOON = "2027-04-01T16:00:00.000Z";

export const person = (id: string, change: Partial<User> = {}): User => ({
  ...{ id, email: `${id}@school.example`, name: `${id} Berg`, roles: ["director"], societies: [], specialties: [] },
  status: "active",
  ...change,
});

export const ADA = studentNamed("ada", { society: "Castle", site: "Hill", specialty: "Surgery" });
const BO = studentNamed("bo", { society: "Peabody" });

// Like the survey, but that what it asks for is a meeting.
const meeting = (one: Milestone): Milestone => {
  if (one.ask?.type !== "answer") throw new Error("The survey asks for an answer.");
  const attests = { type: "meet", with: "society-advisor" } as const;
  return { ...one, id: "society-meeting", title: "Society meeting", ask: { ...one.ask, attests } };
};

/** The rules of the domain's tests, with a meeting and one item that is somebody's own. */
export const program: Program = {
  ...rules,
  school: { ...rules.school, roles: { residency: { title: "Residency", email: "item-owner@school.example" } } },
  milestones: rules.milestones.flatMap((one) => {
    if (one.id === "road-to-residency-1") return { ...one, owner: "residency" };
    return one.id === "retake-cim-survey" ? [one, meeting(one)] : one;
  }),
};

interface Sent {
  method?: string;
  form?: Record<string, string> | URLSearchParams;
  headers?: Record<string, string | undefined>;
}

/** A deployed office on a school of two students, with its people, and browsers to look at it. */
export const officeOf = async (...users: User[]) => {
  const records = {
    ...memoryRecords(),
    files: memoryFiles(),
    queue: memoryMailQueue(),
    suppressionList: memorySuppressionList(),
  };
  for (const student of [ADA, BO]) await records.people.save(student);
  for (const user of users) await records.users.save({ ...user, givenAt: "2026-08-01T04:00:00.000Z" });
  await records.school.start("2026-08-03");
  const provider = memoryProvider();
  const failures: unknown[] = [];
  const { signIns, auditLog } = records;
  const needs = {
    program,
    siteUrl: SITE,
    home: "/office",
    provider,
    newSecret: randomUUID,
    signIns,
    auditLog,
    notes: records.notes,
  };
  const answer = answerOffice({ ...needs, users: records.users, records });
  let now = NOON;

  const browser = (jar = new Map<string, string>()) => {
    const ask = async (path: string, { method, form, headers = {} }: Sent = {}) => {
      const url = new URL(path, SITE);
      const event = {
        ...{ rawPath: url.pathname, rawQueryString: url.search.slice(1) },
        ...(jar.size > 0 && { cookies: [...jar].map(([name, value]) => `${name}=${value}`) }),
        headers: { ...(form && { "content-type": "application/x-www-form-urlencoded", origin: SITE }), ...headers },
        requestContext: {
          http: { method: method ?? (form ? "POST" : "GET") },
          timeEpoch: Date.parse(now),
          requestId: randomUUID(),
        },
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
    const signIn = async (email: string, to?: string) => {
      const asked = to === undefined ? "" : `?${new URLSearchParams({ to })}`;
      const sent = await ask(`/office/sign-in${asked}`);
      return ask(`/office/callback?${provider.signIn(new URL(sent.location), { email, isVerified: true })}`);
    };
    const token = async (path = "/office"): Promise<string> =>
      /name="form-token" value="([^"]+)"/.exec((await ask(path)).body)?.[1] ?? "";
    return { ask, signIn, token, jar };
  };
  const entered = async (user: User) => {
    const one = browser();
    await one.signIn(user.email);
    return one;
  };
  const pass = (minutes: number) => {
    now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
  };
  return { records, provider, failures, browser, entered, pass };
};
