import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startSystem } from "../../local/start-system.ts";
import type { System } from "../../local/system.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { told } from "../emulators/shared-by-files.ts";
import { classmate, rosterText } from "./roster-text.ts";

const MARCH = "2027-03-30T12:00:00.000Z";
const SURVEY = "retake-cim-survey@2027";
const STUDENTS = ["A1", "A2", "A3"] as const;

let system: System;
/** What the site asked of AWS, as the gateway saw it. */
const asked: string[] = [];
const askedOf = (service: string): string[] => asked.filter((call) => call.startsWith(`${service}:`));

beforeAll(async () => {
  system = await startSystem({
    assembly: await told(inject("assembly")),
    at: MARCH,
    port: 0,
    database: await freshDatabase(),
    faults: ({ caller, service, operation }) => {
      if (caller === "site") asked.push(`${service}:${operation}`);
      return undefined;
    },
  });
  await system.uploadRoster(rosterText(STUDENTS.map((id) => classmate(id))));
  await system.runTo("2027-04-01T20:00:00.000Z");
}, 600_000);

afterAll(async () => {
  await system?.stop();
});

const linkOf = async (id: (typeof STUDENTS)[number]): Promise<string> => {
  const student = (await system.records.people.all()).find(({ schoolId }) => schoolId === id);
  return system.linkFor(student?.person ?? "", SURVEY);
};

/** Sends a request by a browser that brings its cookies back; answers the page, and what the site asked AWS for it. */
const browser = () => {
  let cookie = "";
  return async (url: string, fields?: Record<string, string>) => {
    asked.length = 0;
    const sent =
      fields === undefined
        ? {}
        : { method: "POST", headers: { cookie, origin: new URL(url).origin }, body: new URLSearchParams(fields) };
    const response = await system.request(new Request(url, sent));
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    const page = await response.text();
    const nonce = /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? "";
    return { status: response.status, page, nonce, calls: askedOf("dynamodb") };
  };
};

test("the first look at a page costs a read and a write, each later one a read", async () => {
  const [visit, link] = [browser(), await linkOf("A1")];
  expect((await visit(link)).calls).toEqual(["dynamodb:GetItem", "dynamodb:PutItem"]);
  expect((await visit(link)).calls).toEqual(["dynamodb:GetItem"]);
});

test("an answer costs a read and a write, and the same answer again a read and none", async () => {
  const [visit, link] = [browser(), await linkOf("A2")];
  const { nonce } = await visit(link);
  const answered = await visit(link, { nonce, answer: "survey" });
  expect(answered).toMatchObject({ status: 200, calls: ["dynamodb:GetItem", "dynamodb:PutItem"] });
  expect(answered.page).toContain("Thank you");
  const again = await visit(link, { nonce, answer: "survey" });
  expect(again.page).toContain("Thank you");
  expect(again.calls.length).toBeLessThanOrEqual(2);
  expect(again.calls).not.toContain("dynamodb:PutItem");
});

test("an undo costs a read and a write, and the same undo again a read and none", async () => {
  const [visit, link] = [browser(), await linkOf("A2")];
  const { nonce } = await visit(link);
  const undone = await visit(`${link}/undo`, { nonce });
  expect(undone).toMatchObject({ status: 200, calls: ["dynamodb:GetItem", "dynamodb:PutItem"] });
  expect(undone.page).toContain("unless you chose to get no reminders");
  const again = await visit(`${link}/undo`, { nonce });
  expect(again.page).toContain("Taken back");
  expect(again.calls.length).toBeLessThanOrEqual(2);
  expect(again.calls).not.toContain("dynamodb:PutItem");
});

test("an answer in part costs a read and a write, and the same again a read and none", async () => {
  const [visit, link] = [browser(), await linkOf("A3")];
  const { nonce } = await visit(link);
  const noted = await visit(link, { nonce, answer: "not-yet" });
  expect(noted).toMatchObject({ status: 200, calls: ["dynamodb:GetItem", "dynamodb:PutItem"] });
  const again = await visit(link, { nonce, answer: "not-yet" });
  expect(again).toMatchObject({ status: 200, calls: ["dynamodb:GetItem"] });
});

test("a cut link, an address that is none and a method that no page takes get the school's page, and cost AWS nothing", async () => {
  const { origin } = new URL(system.url);
  asked.length = 0;
  for (const [path, method, status] of [
    ["/", "GET", 404],
    ["/s/", "GET", 404],
    ["/s/a/b", "POST", 404],
    ["/s/a", "DELETE", 405],
  ] as const) {
    const response = await system.request(new Request(`${origin}${path}`, { method }));
    expect([path, response.status]).toEqual([path, status]);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toMatch(/<h1>This (link does not work|page does not take that)/);
  }
  expect(askedOf("dynamodb")).toEqual([]);
});
