import { beforeEach, describe, expect, test } from "vitest";
import { signAdvisorLink } from "#adapters/links/advisor-token.ts";
import { signLink } from "#adapters/links/link-token.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { hearOrApologize } from "../../../functions/hear-advisors/hear-advisors.ts";
import type { Reply } from "../../../functions/web/reply.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { KEYS } from "../../worlds/ground/wiring.ts";
import { stored } from "../class.fixture.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const ID = "2027-04-23-advisor";
const NOW = "2027-04-23T15:00:00.000Z";
const SITE = "https://careers.school.example";
const EXPIRES = "2027-05-08T04:00:00.000Z";

const token = signAdvisorLink(KEYS, { program: "hms", escalation: ID, expiresAt: EXPIRES });

let records: MemoryRecords;

beforeEach(async () => {
  records = memoryRecords();
  const students = [stored(1, { firstName: "<b>Ada" }), stored(2, { firstName: "Grace" })];
  for (const one of students) {
    await records.people.save(one);
    const part = {
      occurrence: OCCURRENCE,
      milestone: "retake-cim-survey",
      student: one.person,
      cohort: "pathways-2029",
    };
    await records.parts.begin({ ...part, asks: "answer" }, "2027-04-01T13:00:00.000Z");
  }
  const entries = students.map(({ person, schoolId }) => ({ student: person, schoolId, occurrence: OCCURRENCE }));
  await records.escalations.claim({ id: ID, at: NOW, to: "mentor@example.edu", state: "sent", entries });
});

interface Asked {
  method?: string;
  form?: Record<string, string>;
  cookies?: string[];
  now?: string;
  path?: string;
  headers?: Record<string, string>;
}

const failures: unknown[] = [];

const ask = ({ method = "GET", form, cookies = [], now = NOW, path = `/a/${token}`, headers = {} }: Asked = {}) =>
  hearOrApologize(
    { program, ...records, keys: async () => KEYS, siteUrl: SITE },
    {
      ...{ rawPath: path, cookies, requestContext: { http: { method }, timeEpoch: Date.parse(now) } },
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      ...(form && { body: new URLSearchParams(form).toString() }),
    },
    async (failure) => void failures.push(failure),
  );

/** Presses a button of the page as a browser does that has just looked at it. */
const press = async (answer: string, student = "key-1", more: Asked = {}): Promise<Reply> => {
  const shown = await ask();
  const nonce = /name="nonce" value="([^"]+)"/.exec(shown.body)?.[1] ?? "";
  const cookies = shown.cookies.map((cookie) => cookie.split(";")[0] ?? "");
  return ask({ method: "POST", form: { nonce, student, answer }, cookies, ...more });
};

const taskOf = async (student = "key-1") => (await records.parts.get(OCCURRENCE, student))?.task;
const answers = async () => (await records.escalations.get(ID))?.answers;

describe("an advisor's page", () => {
  test("names each student with what is open, and three answers; to look changes nothing", async () => {
    for (const method of ["GET", "HEAD"]) expect((await ask({ method })).statusCode).toBe(200);
    const { body, headers } = await ask();
    expect(body.match(/<section>/g)).toHaveLength(2);
    expect(body).toContain("retake-cim-survey, asked on Thursday, April 1");
    expect(body.match(/name="answer" value="(talk|waive|wrong)"/g)).toHaveLength(6);
    expect(body).toContain("&lt;b&gt;Ada Example");
    expect(body).toContain("until Friday, May 7");
    expect(body).not.toMatch(/S00\d|s1@|mentor@|<script/);
    expect(headers["cache-control"]).toBe("no-store");
    expect((await ask({ method: "HEAD" })).body).toBe("");
    expect(await answers()).toEqual({});
    expect((await taskOf())?.state).toBe("due");
  });

  test.each([
    ["talk", "Noted: you will talk to them."],
    ["wrong", "Noted: this is wrong."],
  ])("%s is recorded once, shown, and taken back", async (answer, shown) => {
    const { statusCode, headers } = await press(answer);
    expect([statusCode, headers.location]).toEqual([303, `/a/${token}`]);
    await press(answer);
    expect(await answers()).toEqual({ "key-1": { answer, at: NOW } });
    expect((await ask()).body).toContain(shown);
    expect((await taskOf())?.state).toBe("due");
    await press("undo");
    await press("undo");
    expect(await answers()).toEqual({});
  });

  test("a waiver settles the task in the advisor's name, and ends by undo or another answer", async () => {
    await press("waive");
    const waived = { source: "office", by: "mentor@example.edu", at: NOW, reason: "Their advisor waived it." };
    expect(await taskOf()).toMatchObject({ state: "waived", evidence: { waived } });
    expect((await taskOf("key-2"))?.state).toBe("due");
    expect((await ask()).body).toContain("Waived: they are asked no more.");
    await press("undo");
    expect(await taskOf()).toMatchObject({ state: "due", evidence: {} });
    await press("waive");
    await press("talk");
    expect((await taskOf())?.state).toBe("due");
    expect(await answers()).toMatchObject({ "key-1": { answer: "talk" } });
  });

  test("undo leaves what the student has done since", async () => {
    await press("talk");
    await records.parts.complete(OCCURRENCE, "key-1", { id: "survey", at: NOW });
    await press("undo");
    expect((await taskOf())?.state).toBe("attested");
    expect((await ask()).body).toContain("Settled since: there is nothing left to do.");
  });

  test("a waiver whose run died before it was carried out is asked for again", async () => {
    await records.escalations.answer(ID, "key-1", { answer: "waive", at: NOW });
    expect((await ask()).body.match(/name="answer" value="waive"/g)).toHaveLength(2);
    await press("waive");
    expect((await taskOf())?.state).toBe("waived");
  });

  test.each([
    ["another site's", { headers: { "sec-fetch-site": "cross-site" } }, 403, "Please press the button here."],
    ["a browser without cookies'", { cookies: [] }, 403, "Please press once more."],
  ])("%s form changes nothing and gets the page again", async (_, more, status, note) => {
    const { statusCode, body } = await press("waive", "key-1", more);
    expect(statusCode).toBe(status);
    expect(body).toContain(note);
    expect(await answers()).toEqual({});
  });

  test("a student of another mail, or another answer, is none of the page's", async () => {
    expect((await press("waive", "key-9")).statusCode).toBe(422);
    expect((await press("verified")).statusCode).toBe(422);
    expect(await answers()).toEqual({});
  });

  test("says after fourteen days that it is over, and takes nothing then", async () => {
    expect((await ask({ now: "2027-05-08T03:59:59.000Z" })).statusCode).toBe(200);
    const late = await ask({ now: EXPIRES });
    expect(late.statusCode).toBe(410);
    expect(late.body).toContain("for fourteen days");
    expect((await press("waive", "key-1", { now: EXPIRES })).statusCode).toBe(410);
    expect((await taskOf())?.state).toBe("due");
  });

  test("opens by its own link alone", async () => {
    const student = signLink(KEYS, { program: "hms", student: "key-1", occurrence: OCCURRENCE, expiresAt: EXPIRES });
    for (const path of [`/a/${student}`, "/a/v1.k1.YQ.YQ", "/a/", "/elsewhere"])
      expect((await ask({ path })).statusCode).toBe(404);
    expect((await ask({ method: "PUT" })).statusCode).toBe(405);
  });

  test("apologizes where the records cannot be had, and tells why elsewhere", async () => {
    records = { ...records, escalations: { ...records.escalations, get: () => Promise.reject(new Error("down")) } };
    const { statusCode, body } = await ask();
    expect(statusCode).toBe(500);
    expect(body).not.toContain("down");
    expect(failures).toEqual([new Error("down")]);
  });
});
