import { expect, test } from "vitest";
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
