import { describe, expect, test } from "vitest";
import { NOON, officeOf, person } from "./office.fixture.ts";

const HELD = { reason: "rows", since: NOON, says: "Two rows.", evidence: "rows:abc" } as const;

test("who signs in, and what they do by a form, is on record under their name; what they only look at is not", async () => {
  const [dean, staff] = [person("dean", { roles: ["dean"] }), person("staff", { roles: ["staff"] })];
  const { entered, records } = await officeOf(dean, staff);
  await records.people.hold("S-ada", { held: HELD, seen: undefined });
  const { ask, token } = await entered(dean);
  const form = { "form-token": await token(), seen: HELD.evidence, decision: "release" };
  await ask("/office/students/ada/release");
  await ask("/office/students/ada/release", { form });
  await entered(staff);
  const { records: found } = await records.auditLog.newest({ most: 9 });
  const told = found.map(({ by, action, about, outcome }) => [by.name, action, about.map(({ key }) => key), outcome]);
  expect(told.toSorted()).toEqual([
    ["dean Berg", "release", ["ada"], "done"],
    ["dean Berg", "sign-in", [], "done"],
    ["staff Berg", "sign-in", [], "done"],
  ]);
  expect(JSON.stringify(found)).not.toMatch(/@|S-ada|Example/);
});

describe("the page of records", () => {
  const [dean, staff] = [person("dean", { roles: ["dean"] }), person("staff", { roles: ["staff"] })];
  const opened = async () => {
    const school = await officeOf(dean, staff);
    await school.records.people.hold("S-ada", { held: HELD, seen: undefined });
    const one = await school.entered(dean);
    const form = { "form-token": await one.token(), seen: HELD.evidence, decision: "release" };
    await one.ask("/office/students/ada/release", { form });
    return { ...school, ...one };
  };

  test("shows who did what, about whom, and leads to them", async () => {
    const { ask } = await opened();
    const { body } = await ask("/office/records");
    expect(body).toContain("dean Berg</a>");
    expect(body).toContain("Let go of");
    expect(body).toContain('<a href="/office/students/ada">ada Example</a>');
    expect(body).toContain("Signed in");
  });

  test("is narrowed by links that can be shared, in which stands no number of anybody", async () => {
    const { ask } = await opened();
    const { body } = await ask("/office/records");
    const [, actor = ""] = /href="(\/office\/records\?actor=[^"]+)"/.exec(body) ?? [];
    expect(actor).not.toMatch(/dean/);
    expect((await ask(actor)).body).toContain("By dean Berg");
    const about = (await ask("/office/records?student=ada")).body;
    expect(about).toContain("About ada Example");
    expect(about).not.toContain("<td>Signed in");
    expect((await ask("/office/records?student=bo")).body).toContain("Nothing of that kind is on record.");
    expect((await ask("/office/records?action=merge")).body).toContain("Nothing of that kind is on record.");
    expect((await ask("/office/records?day=2027-04-01")).body).toContain("Let go of");
    expect((await ask("/office/records?day=2027-03-31")).body).toContain("Nothing of that kind is on record.");
    const nonsense = await ask("/office/records?day=someday");
    expect([nonsense.statusCode, nonsense.body.includes("That is no day.")]).toEqual([400, true]);
  });

  test("comes as a CSV, and is there for the office alone", async () => {
    const { ask } = await opened();
    const csv = await ask("/office/records/records.csv?student=ada");
    expect(csv.headers["content-type"]).toContain("text/csv");
    expect(csv.body).toContain("dean Berg,Let go of,rows,ada Example,done");
    expect(csv.body).not.toContain("Signed in");
  });

  test("says where nobody knows whether something was done", async () => {
    const { ask, records } = await opened();
    const broken = { id: "2027-04-01T17:00:00.000Z/x", at: "2027-04-01T17:00:00.000Z", action: "merge", says: "" };
    await records.auditLog.order({ ...broken, by: { key: "k", name: "Dana" }, about: [] });
    expect((await ask("/office/records")).body).toContain("not known whether it was done");
  });
});

describe("everything about a student", () => {
  test("is a page to read and a file, kept on record, with their answers, mails, choices and what staff did", async () => {
    const [dean, lena] = [
      person("dean", { roles: ["dean"] }),
      person("lena", { roles: ["pce-advisor"], site: "Hill" }),
    ];
    const { entered, records } = await officeOf(dean, lena);
    await records.people.hold("S-ada", { held: { ...HELD, says: "Two <rows>." }, seen: undefined });
    await records.choices.decline("ada", "nudges", NOON);
    await records.accessCodes.save("ada", "CIM-123");
    const of = { occurrence: "retake-cim-survey@2027", milestone: "retake-cim-survey", student: "ada", cohort: "c" };
    await records.parts.claim([{ ...of, asks: "answer" }], "open", { plannedAt: NOON, at: NOON });
    await records.parts.complete(of.occurrence, "ada", { id: "survey", at: NOON });
    const { ask } = await entered(dean);
    const page = await ask("/office/students/ada/export");
    expect(page.body).toContain("Two &lt;rows&gt;.");
    const file = await ask("/office/students/ada/export/student.json");
    expect(file.headers["content-type"]).toContain("application/json");
    const data = Buffer.from(file.body, "base64").toString();
    for (const known of [
      "S-ada",
      "CIM-123",
      "declined, 2027-04-01",
      "attested, 2027-04-01",
      "on its way",
      "Exported all",
    ])
      expect([known, data.includes(known)]).toEqual([known, true]);
    const { records: kept } = await records.auditLog.newest({ most: 9 });
    expect(kept.filter(({ action }) => action === "export-student")).toHaveLength(2);
    const advisor = await entered(lena);
    expect((await advisor.ask("/office/students/ada/export")).statusCode).toBe(404);
    expect((await advisor.ask("/office/students/ada")).body).not.toContain("/export");
  });
});

describe("a graduate who asks to be forgotten", () => {
  const [dean, staff] = [person("dean", { roles: ["dean"] }), person("staff", { roles: ["staff"] })];
  const opened = async () => {
    const school = await officeOf(dean, staff);
    const [ada] = (await school.records.people.all()).filter(({ schoolId }) => schoolId === "S-ada");
    if (ada) await school.records.people.save({ ...ada, status: "graduated" });
    const one = await school.entered(dean);
    return { ...school, ...one, formToken: await one.token() };
  };

  test("is told what goes and what stays, and is erased by their number alone, which is on record without a name", async () => {
    const { ask, records, formToken } = await opened();
    const { body } = await ask("/office/students/ada/erase");
    expect(body).toMatch(/This cannot be undone[\s\S]*What goes[\s\S]*What stays/);
    const wrong = await ask("/office/students/ada/erase", {
      form: { "form-token": formToken, decision: "erase", number: "S-bo" },
    });
    expect([wrong.statusCode, wrong.body.includes("That is not their number.")]).toEqual([400, true]);
    const form = { "form-token": formToken, decision: "erase", number: " S-ada " };
    expect((await ask("/office/students/ada/erase", { form })).body).toContain("Nobody here knows any more");
    expect((await records.people.all()).map(({ person }) => person)).toEqual(["bo"]);
    expect((await ask("/office/students/ada")).statusCode).toBe(404);
    expect((await ask("/office/records")).body).toMatch(/Erased a graduate[\s\S]*somebody no longer here/);
  });

  test("is nobody who studies, and nobody whom staff may erase", async () => {
    const { ask, entered } = await opened();
    expect((await ask("/office/students/bo/erase")).body).toContain("Only a graduate is erased");
    const other = await entered(staff);
    expect((await other.ask("/office/students/ada/erase")).statusCode).toBe(404);
    expect((await other.ask("/office/students/ada")).body).not.toContain("/erase");
  });
});
