import { expect, test } from "vitest";
import { discardImport } from "#office/imports/discard.ts";
import { takeBack, whatTakingBackDoes } from "#office/imports/take-back.ts";
import { putBack, removePerson } from "#office/people/remove.ts";
import { renamePerson } from "#office/people/rename.ts";
import { schoolOfRosters } from "../../cases/rosters/school.fixture.ts";

const AT = "2026-09-02T10:00:00.000Z";
const HEADER = "student_id,email,first_name,last_name,track,matriculation_year,status,cim_access_code";
const row = (nth: number, change: { name?: string; status?: string; code?: string } = {}) => {
  const { name = "Ann", status = "active", code = `C${nth}` } = change;
  return `${nth},${nth}@x.edu,${name}${nth},Berg,pathways,2024,${status},${code}`;
};
const roster = (rows: readonly string[]) => `${[HEADER, ...rows].join("\n")}\n`;
const TEN = Array.from({ length: 10 }, (_, nth) => nth);

test("an import that is discarded lets go of those whom it held, and changes nobody", async () => {
  const { upload, records, standing } = await schoolOfRosters();
  await upload(roster(TEN.map((nth) => row(nth))));
  await upload(roster(TEN.map((nth) => row(nth, { name: "Other", status: nth === 0 ? "withdrawn" : "active" }))));
  expect(await standing()).toMatchObject({ 0: "active, held: import", 1: "active" });
  const [waiting] = await records.imports.all();
  if (waiting === undefined) throw new Error("Nothing waits.");
  expect(await discardImport(records, waiting, { at: AT, timeZone: "America/New_York" })).toBe(true);
  expect(new Set(Object.values(await standing()))).toEqual(new Set(["active"]));
  expect(await records.imports.all()).toMatchObject([{ verdict: "discarded" }, { verdict: "counted" }]);
});

test("the newest import is taken back: who stands as it left them is as before, and whom it added is gone", async () => {
  const { upload, records, files } = await schoolOfRosters();
  await upload(roster([row(1), row(2)]));
  const before = await records.people.all();
  await upload(roster([row(1, { name: "New", code: "X1" }), row(2, { name: "New" }), row(3)]));
  await records.people.hold("2", {
    held: { reason: "status", since: AT, evidence: "status:a", says: "" },
    seen: undefined,
  });
  const taken = await whatTakingBackDoes({ ...records, files });
  if (taken === undefined) throw new Error("Nothing to take back.");
  expect(taken.stay.map(({ schoolId }) => schoolId)).toEqual(["2"]);
  expect(await takeBack({ ...records, files }, taken, AT)).toBe(true);
  const after = await records.people.all();
  expect(after[0]).toEqual(before[0]);
  expect(after.map(({ schoolId }) => schoolId)).toEqual(["1", "2"]);
  expect(await records.accessCodes.get(before[0]?.person ?? "")).toBe("C1");
  await upload(roster([row(3)]));
  expect(await records.people.all()).toHaveLength(3);
});

test("what was done under a year that is taken back stays done", async () => {
  const { upload, records, files } = await schoolOfRosters();
  await upload(roster([row(1)]));
  await upload(roster([row(1).replace("2024", "2025")]));
  expect(await records.people.enrolled()).toMatchObject([{ anchors: { matriculation: 2025 }, former: [2024] }]);
  const taken = await whatTakingBackDoes({ ...records, files });
  if (taken === undefined) throw new Error("Nothing to take back.");
  expect(await takeBack({ ...records, files }, taken, AT)).toBe(true);
  const [now] = await records.people.enrolled();
  expect(now).toMatchObject({ anchors: { matriculation: 2024 } });
  expect(now?.former).toContain(2025);
});

test("who has another id is the same person to a roster with the old one", async () => {
  const { upload, records, standing } = await schoolOfRosters();
  await upload(roster([row(1)]));
  expect(await renamePerson(records.people, "1", "77", AT)).toBe(true);
  expect(await upload(roster([row(1)]))).toMatchObject({ added: 0, unchanged: 1 });
  expect(await standing()).toEqual({ 77: "active" });
});

test("who was removed stays away whatever a roster says, until they are put back", async () => {
  const { upload, records } = await schoolOfRosters();
  await upload(roster([row(1)]));
  await removePerson(records.people, "1", AT);
  expect(await upload(roster([row(1)]))).toMatchObject({ added: 0, unchanged: 0 });
  expect(await records.people.all()).toEqual([]);
  expect(await putBack(records.people, "1")).toBe(true);
  expect(await records.people.all()).toHaveLength(1);
});
