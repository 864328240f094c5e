import { describe, expect, test } from "vitest";
import { ADA, BO, NOON, planOf } from "./plan.fixture.ts";

const SAYS = "I came to the dinner, and the list lacks me.";

const opened = async () => {
  const plan = await planOf(ADA, BO);
  const one = await plan.entered(ADA);
  const tell = async (form: Record<string, string>) =>
    one.ask("/plan/wrong", { form: { "form-token": await one.token(), ...form } });
  return { ...plan, one, tell, open: () => plan.records.corrections.open() };
};

describe("“this is wrong”", () => {
  test("reaches the office, and the student sees that it has it", async () => {
    const { one, tell, open } = await opened();
    expect((await tell({ subject: "session", says: `  ${SAYS} ` })).location).toBe("/plan#wrong");
    expect(await open()).toEqual([{ student: "ada", schoolId: "S-ada", subject: "session", says: SAYS, at: NOON }]);
    const { body } = await one.ask("/plan");
    expect(body).toMatch(/The office has your message[\s\S]*I came to the dinner/);
    expect(body).not.toContain('<option value="session"');
  });

  test("sent twice is one, and another of the same subject waits until that is settled", async () => {
    const { tell, open, records } = await opened();
    for (const _ of [1, 2]) expect((await tell({ subject: "session", says: SAYS })).statusCode).toBe(303);
    const refused = await tell({ subject: "session", says: "And another thing." });
    expect([refused.statusCode, refused.body.includes("still has your message")]).toEqual([422, true]);
    expect(refused.body).toContain("And another thing.");
    expect(await open()).toHaveLength(1);
    const which = { student: "ada", subject: "session" as const, seen: NOON };
    await records.corrections.settle(which, { at: NOON, by: "Dana" });
    expect((await tell({ subject: "session", says: "And another thing." })).statusCode).toBe(303);
  });

  test.each([
    ["nothing", {}, "choose what it is about"],
    ["no such subject", { subject: "grades", says: SAYS }, "choose what it is about"],
    ["a prototype's name", { subject: "__proto__", says: SAYS }, "choose what it is about"],
    ["no words", { subject: "item", says: " \n " }, "say in a sentence"],
    ["too many words", { subject: "item", says: "x".repeat(1001) }, "longer than 1000 characters"],
  ])("of %s is not taken, and the page says what to do", async (_, form, why) => {
    const { tell, open } = await opened();
    const { statusCode, body } = await tell(form);
    expect([statusCode, body.includes(why), await open()]).toEqual([422, true, []]);
  });

  test("is text wherever it is shown, and speaks for whoever is signed in alone", async () => {
    const { one, tell, open } = await opened();
    await tell({ subject: "other", says: "<script>alert(1)</script>", student: "bo", schoolId: "S-bo" });
    expect(await open()).toMatchObject([{ student: "ada", schoolId: "S-ada" }]);
    expect((await one.ask("/plan")).body).not.toContain("<script>");
    expect((await one.ask("/plan/wrong", { form: { subject: "item", says: SAYS } })).statusCode).toBe(403);
    expect(await open()).toHaveLength(1);
  });
});
