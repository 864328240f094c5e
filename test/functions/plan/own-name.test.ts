import { expect, test } from "vitest";
import { takeNameBack } from "#office/people/own-name.ts";
import { ADA, planOf } from "./plan.fixture.ts";

const opened = async () => {
  const plan = await planOf({ ...ADA, preferredName: "Addie" });
  const one = await plan.entered(ADA);
  const call = async (name: string, extra: Record<string, string> = {}) =>
    one.ask("/plan/name", { form: { "form-token": await one.token(), name, ...extra } });
  const stored = async () => (await plan.records.people.all())[0];
  return { ...plan, one, call, stored };
};

test("a student says what they are called, which goes before the roster until they leave it empty", async () => {
  const { one, call, stored } = await opened();
  expect((await one.ask("/plan")).body).toContain("The roster has Addie");
  expect((await call("  Robin ")).location).toBe("/plan#name");
  expect(await stored()).toMatchObject({ preferredName: "Addie", ownName: { name: "Robin" } });
  expect((await one.ask("/plan")).body).toContain("Robin’s plan");
  await call(" ");
  expect((await stored())?.ownName).toBeUndefined();
  expect((await one.ask("/plan")).body).toContain("Addie’s plan");
});

test("the same name twice stays as it was first said", async () => {
  const { call, stored, pass } = await opened();
  await call("Robin");
  const first = await stored();
  pass(5);
  await call("Robin");
  expect(await stored()).toEqual(first);
});

test.each([
  ["=SUM(A1)", "begins like a formula"],
  ["Robin (they)", "holds a remark in brackets"],
  ["R0bin", "holds digits"],
  ["Dr. Robin", "begins with a title"],
  ["<script>alert(1)</script>", "holds digits"],
  ["Lind, Robin", "holds more than a first name"],
  ["N/A", "stands for no value"],
  ["R".repeat(101), "is longer than 100 characters"],
  ["Robin\u202e", "hidden character"],
])("%j is not taken, and the page says why and keeps what was typed", async (typed, fault) => {
  const { call, stored } = await opened();
  const { statusCode, body } = await call(typed);
  expect([statusCode, (await stored())?.ownName]).toEqual([422, undefined]);
  expect(body).toMatch(new RegExp(`role="alert">Not saved: it [^<]*${fault}`));
  expect(body).not.toContain("<script>");
});

test("a name is taken from its own form alone, for whoever is signed in, whatever else it names", async () => {
  const { one, call, stored } = await opened();
  expect((await one.ask("/plan/name", { form: { name: "Eve" } })).statusCode).toBe(403);
  expect((await one.ask("/plan/name?name=Eve")).statusCode).toBe(404);
  const foreign = {
    form: { name: "Eve", "form-token": await one.token() },
    headers: { origin: "https://evil.example" },
  };
  expect((await one.ask("/plan/name", foreign)).statusCode).toBe(403);
  expect((await stored())?.ownName).toBeUndefined();
  await call("Robin", { student: "bo", schoolId: "S-bo", person: "bo" });
  expect((await stored())?.ownName).toMatchObject({ name: "Robin" });
});

test("staff take back the name that they saw, and no other", async () => {
  const { call, stored, records, pass } = await opened();
  await call("Robin");
  const seen = await stored();
  pass(1);
  await call("Robyn");
  const now = await stored();
  if (seen === undefined || now === undefined) throw new Error("nobody is there");
  expect(await takeNameBack(records.people, now, seen.ownName?.at ?? "")).toBe(false);
  expect(await takeNameBack(records.people, now, now.ownName?.at ?? "")).toBe(true);
  expect((await stored())?.ownName).toBeUndefined();
});
