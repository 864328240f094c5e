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
