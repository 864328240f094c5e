import { beforeEach, describe, expect, test } from "vitest";
import type { User } from "#domain/access/user.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import { studentNamed } from "../send-mail/april.fixture.ts";
import { ADA, officeOf, person } from "./office.fixture.ts";

const SURVEY = "retake-cim-survey@2027";
const MEETING = "society-meeting@2027";
const AT = "2027-04-01T13:00:00.000Z";
const FORM = `/office/mine/ada/meetings/${encodeURIComponent(MEETING)}`;

const advisor = person("lena", { roles: ["society-advisor"], societies: ["Castle"] });
const director = person("dana");
const nobodys = person("kofi", { roles: ["society-advisor"], societies: ["Holmes"] });

type School = Awaited<ReturnType<typeof officeOf>>;
type Browser = Awaited<ReturnType<School["entered"]>>;
let school: School;

const ask = async (occurrence: string, student: string) => {
  const [milestone = ""] = occurrence.split("@");
  const part = { student, cohort: cohortOf(ADA), occurrence, milestone, asks: "answer" as const };
  await school.records.parts.claim([part], "open", { plannedAt: AT, at: AT });
};

/** Ada and Cy are the advisor's, Bo is another's. All were asked the survey and the meeting. */
beforeEach(async () => {
  school = await officeOf(advisor, director, nobodys);
  await school.records.people.save(studentNamed("cy", { lastName: "Abel" }));
  for (const student of ["ada", "bo", "cy"]) for (const one of [SURVEY, MEETING]) await ask(one, student);
});

const mine = async (user: User, query = "") => (await (await school.entered(user)).ask(`/office/mine${query}`)).body;

const fieldsIn = (body: string, action: string): Record<string, string> => {
  const form = body.split("<form").find((one) => one.includes(`action="${action}"`)) ?? "";
  const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]));
};

/** Presses a button of a meeting as the list shows it. */
const press = async (one: Browser, decision: string, { on = "", query = "" } = {}) => {
  const fields = fieldsIn((await one.ask(`/office/mine${query}`)).body, FORM);
  return one.ask(FORM, { form: { ...fields, decision, on } });
};

const partOfAda = () => school.records.parts.get(MEETING, "ada");

describe("an advisor's own students", () => {
  test("are where they begin, nobody else's among them", async () => {
    const { ask: get } = await school.entered(advisor);
    expect((await get("/office")).location).toBe("/office/mine");
    const { body } = await get("/office/mine");
    expect(body).toContain("2 of 2 students. Nobody of them is behind.");
    expect(body).toContain("ada Example");
    expect(body).not.toContain("bo Example");
    expect(body).toContain('href="/office/students/ada"');
  });

  test("come by who is most behind, once a reminder was due", async () => {
    await school.records.parts.complete(SURVEY, "cy", { id: "done", at: AT });
    school.pass(60 * 24 * 10);
    const body = await mine(advisor);
    expect(body).toContain("2 of 2 students. 2 of them behind, listed first.");
    expect(body).toMatch(/ada Example[\s\S]*behind with 2[\s\S]*cy Abel[\s\S]*behind with 1/);
  });

  test("are narrowed by class and by what is open", async () => {
    await school.records.people.save(studentNamed("di", { anchors: { matriculation: 2024, graduation: 2028 } }));
    await school.records.parts.complete(SURVEY, "cy", { id: "done", at: AT });
    const names = (body: string) => [...body.matchAll(/<h2><a [^>]*>([^<]+)</g)].map(([, name]) => name);
    expect(names(await mine(advisor, "?cohort=pathways-2028"))).toEqual(["di Example"]);
    expect(names(await mine(advisor, "?open=retake-cim-survey"))).toEqual(["ada Example"]);
    expect(names(await mine(advisor, "?open=meeting-due"))).toEqual(["cy Abel", "ada Example"]);
    expect(await mine(advisor, "?open=meeting-booked")).toContain("None of your students is listed by this.");
  });

  test("are on pages of twenty, each with an address to share", async () => {
    for (let nth = 10; nth < 40; nth += 1) await school.records.people.save(studentNamed(`s${nth}`));
    const first = await mine(advisor, "?cohort=pathways-2029");
    expect(first).toContain("32 of 32 students, 1 to 20");
    expect(first).toContain('href="/office/mine?cohort=pathways-2029&amp;page=1"');
    expect(await mine(advisor, "?cohort=pathways-2029&page=1")).toContain("32 of 32 students, 21 to 32");
    expect(await mine(advisor, "?page=999")).toContain("21 to 32");
  });

  test("are none where nobody's society is theirs, and the page says why; the office has no such page", async () => {
    expect(await mine(nobodys)).toContain("No student is yours yet.");
    const { ask: get } = await school.entered(director);
    expect((await get("/office/mine")).statusCode).toBe(404);
    expect((await get("/office")).body).not.toContain("My students");
  });

  test("lead to the mails that each got, and to no other's", async () => {
    const { ask: get } = await school.entered(advisor);
    const { body } = await get("/office/students/ada/mails");
    expect(body).toMatch(/2 mails of the program went out[\s\S]*Society meeting[\s\S]*first mail[\s\S]*on its way/);
    expect(await get("/office/students/bo/mails")).toEqual(await get("/office/students/nobody/mails"));
  });
});

describe("a required meeting", () => {
  test("is held by one click, verified by the advisor as of now, and due again by one more", async () => {
    const one = await school.entered(advisor);
    const done = await press(one, "held");
    expect(done.location).toBe("/office/mine?just=ada#s-ada");
    const by = "lena Berg <lena@school.example>";
    expect((await partOfAda())?.task).toMatchObject({
      state: "verified",
      evidence: { verified: { source: "office", by, at: "2027-04-01T16:00:00.000Z" } },
    });
    expect((await one.ask("/office/mine?just=ada")).body).toMatch(/<b class="badge good">held<\/b>[\s\S]*Undo/);
    await press(one, "not held");
    expect((await partOfAda())?.task).toMatchObject({ state: "due", evidence: {} });
    const records = (await (await school.entered(director)).ask("/office/records")).body;
    expect(records).toMatch(/Took back what was recorded of a meeting[\s\S]*Recorded a meeting as held/);
  });

  test("is booked for a day, keeps asking, and can be held or taken back", async () => {
    const one = await school.entered(advisor);
    await press(one, "booked", { on: "2027-04-20" });
    expect(await partOfAda()).toMatchObject({ booked: { on: "2027-04-20" }, task: { state: "due" } });
    expect((await one.ask("/office/mine")).body).toContain("for Apr 20, 2027, by you");
    await press(one, "not booked");
    expect((await partOfAda())?.booked).toBeUndefined();
  });

  test("is held on an earlier day, and on none that lies ahead", async () => {
    const one = await school.entered(advisor);
    const ahead = await press(one, "held", { on: "2027-04-20" });
    expect([ahead.statusCode, ahead.body.includes("A meeting that lies ahead is booked")]).toEqual([400, true]);
    await press(one, "held", { on: "2027-03-30" });
    expect((await partOfAda())?.task?.evidence.verified?.at).toBe("2027-03-30T16:00:00.000Z");
  });

  test("that the student says was held is confirmed, and their own word stands again where that is undone", async () => {
    await school.records.parts.complete(MEETING, "ada", { id: "done", at: AT });
    const one = await school.entered(advisor);
    expect((await one.ask("/office/mine")).body).toContain("held, they say");
    await press(one, "held");
    expect((await partOfAda())?.task?.state).toBe("verified");
    await press(one, "not held");
    expect((await partOfAda())?.task).toMatchObject({ state: "attested", at: AT });
  });

  test("just recorded stays in sight with its undo, though the list no longer has it", async () => {
    const one = await school.entered(advisor);
    const done = await press(one, "held", { query: "?open=meeting-due" });
    expect(done.location).toBe("/office/mine?open=meeting-due&just=ada#s-ada");
    expect((await one.ask(done.location.split("#")[0] ?? "")).body).toMatch(
      /Just recorded[\s\S]*ada Example[\s\S]*Undo/,
    );
  });

  test("is not recorded twice, nor from a page that is out of date", async () => {
    const one = await school.entered(advisor);
    const fields = fieldsIn((await one.ask("/office/mine")).body, FORM);
    await one.ask(FORM, { form: { ...fields, decision: "booked", on: "" } });
    const stale = await one.ask(FORM, { form: { ...fields, decision: "held", on: "" } });
    expect([stale.statusCode, stale.body.includes("Nothing was changed")]).toEqual([409, true]);
    expect((await partOfAda())?.task?.state).toBe("due");
  });

  test("is nobody's who is another's: by each form a 404 like that of nobody, and nothing changes", async () => {
    const one = await school.entered(advisor);
    const fields = fieldsIn((await one.ask("/office/mine")).body, FORM);
    const before = await school.records.parts.get(MEETING, "bo");
    for (const decision of ["held", "booked", "not booked", "not held", "nonsense"]) {
      const form = { ...fields, decision };
      const [theirs, nobody] = [
        await one.ask(FORM.replace("ada", "bo"), { form }),
        await one.ask(FORM.replace("ada", "nobody"), { form }),
      ];
      expect([theirs.statusCode, theirs]).toEqual([404, nobody]);
    }
    expect(await school.records.parts.get(MEETING, "bo")).toEqual(before);
  });

  test("is understood only as its buttons send it", async () => {
    const one = await school.entered(advisor);
    const fields = fieldsIn((await one.ask("/office/mine")).body, FORM);
    const before = await partOfAda();
    for (const bad of [
      { decision: "erase" },
      { decision: "held", on: "tomorrow" },
      { decision: "held", on: "<script>1</script>" },
      { decision: "held", seen: "x".repeat(101) },
      { decision: "held", back: "x".repeat(501) },
    ])
      expect((await one.ask(FORM, { form: { ...fields, ...bad } })).statusCode).toBe(400);
    const evil = await one.ask(FORM, { form: { ...fields, decision: "booked", back: "//evil.example" } });
    expect(evil.location).toBe("/office/mine?just=ada#s-ada");
    expect(
      (await one.ask(FORM.replace("society-meeting", "retake-cim-survey"), { form: { ...fields, decision: "held" } }))
        .statusCode,
    ).toBe(404);
    expect((await partOfAda())?.task).toEqual(before?.task);
  });
});
