import { expect, test } from "vitest";
import { ADA, NOON, officeOf, person } from "./office.fixture.ts";

const [dana, lena] = [person("dana"), person("lena", { roles: ["society-advisor"], societies: ["Castle"] })];
const ASKED = { student: ADA.person, schoolId: ADA.schoolId, subject: "session" as const, at: NOON };
const FORM = { student: ADA.person, subject: "session", seen: NOON };

const opened = async () => {
  const school = await officeOf(dana, lena);
  await school.records.corrections.ask({ ...ASKED, says: "I <b>was</b> there." });
  const { ask, token } = await school.entered(dana);
  const settle = async (form: Record<string, string>) =>
    ask("/office/corrections", { form: { "form-token": await token("/office/corrections"), ...form } });
  return { ...school, ask, settle };
};

test("staff see on the page Today that a student says something is wrong, read it, and settle it", async () => {
  const { ask, settle, records, pass } = await opened();
  expect((await ask("/office")).body).toContain("A student says that something is wrong.");
  const { body } = await ask("/office/corrections");
  expect(body).toMatch(/ada Example<\/a>: a session[\s\S]*I &lt;b&gt;was&lt;\/b&gt; there\./);
  expect((await settle(FORM)).body).toContain("Settled.");
  expect(await records.corrections.open()).toEqual([]);
  pass(1);
  expect((await settle(FORM)).body).toContain("Nothing was changed");
  expect((await ask("/office")).body).not.toContain("something is wrong");
  const { records: kept } = await records.auditLog.newest({ most: 9 });
  expect(
    kept.filter(({ action }) => action === "settle-correction").map(({ outcome, says }) => [outcome, says]),
  ).toEqual([
    ["nothing changed", "session"],
    ["done", "session"],
  ]);
});

test.each([
  ["nothing", {}],
  ["no such subject", { ...FORM, subject: "grades" }],
  ["a strange key", { ...FORM, student: "../x" }],
  ["no instant", { ...FORM, seen: "now" }],
])("a form of %s settles nothing", async (_, form) => {
  const { settle, records } = await opened();
  expect((await settle(form)).statusCode).toBe(400);
  expect(await records.corrections.open()).toHaveLength(1);
});

test("an advisor neither sees nor settles it", async () => {
  const { entered, records } = await opened();
  const { ask, token } = await entered(lena);
  expect((await ask("/office/corrections")).statusCode).toBe(404);
  const form = { ...FORM, "form-token": await token("/office/students") };
  expect((await ask("/office/corrections", { form })).statusCode).toBe(404);
  expect(await records.corrections.open()).toHaveLength(1);
});
