import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("a file with one column sorted waits for a yes, and changes nobody's address or code until then", async () => {
  const { upload, records, files } = await schoolOfRosters();
  await upload("06-class.csv");
  const before = [await records.people.all(), await records.accessCodes.all()];
  expect(await upload("06-one-column-sorted.csv")).toMatchObject({
    verdict: "waits",
    why: [
      "email replaced: 10 of 10 students; up to 5 need no yes",
      "access code replaced: 10 of 10 students; up to 5 need no yes",
    ],
  });
  expect([await records.people.all(), await records.accessCodes.all()]).toEqual(before);
  const changes = files.text("rosters", "reports/06-one-column-sorted.changes.csv");
  expect(changes).toContain("00410120,email,abe@students.example.edu,bea@students.example.edu");
});

test("the same bytes in approved/ are the yes", async () => {
  const { upload, records } = await schoolOfRosters();
  await upload("06-class.csv");
  await upload("06-one-column-sorted.csv");
  expect(await upload("06-one-column-sorted.csv", "approved/")).toMatchObject({ verdict: "approved", changed: 10 });
  expect((await records.people.all())[0]).toMatchObject({ firstName: "Abe", email: "bea@students.example.edu" });
  expect((await records.imports.all()).map(({ key, verdict }) => [key, verdict])).toEqual([
    ["incoming/06-one-column-sorted.csv", "approved"],
    ["incoming/06-class.csv", "counted"],
  ]);
});

test("a yes is asked for once more where another roster counted meanwhile, and what that said stays until then", async () => {
  const { upload, records, files } = await schoolOfRosters();
  await upload("06-class.csv");
  const [first] = await records.people.all();
  const waits = await upload("06-one-column-sorted.csv");
  await upload("student_id,email\n00410120,abe.new@students.example.edu\n");
  const yes = "2026-09-02T10:00:00.000Z";
  const asked = await upload("06-one-column-sorted.csv", "approved/", yes);
  expect(asked).toMatchObject({ import: waits?.import, verdict: "waits" });
  expect(asked?.why[0]).toBe("roster.csv counted meanwhile: look at the changes once more");
  expect((await upload("06-one-column-sorted.csv", "approved/", yes))?.verdict).toBe("waits");
  expect(await records.people.all()).toContainEqual({ ...first, email: "abe.new@students.example.edu" });
  expect(files.text("rosters", "reports/06-one-column-sorted.changes.csv")).toContain("abe.new@students.example.edu");
  const again = await upload("06-one-column-sorted.csv", "approved/", "2026-09-02T10:05:00.000Z");
  expect(again).toMatchObject({ import: waits?.import, verdict: "approved" });
  expect((await records.imports.all()).map(({ verdict }) => verdict)).toEqual(["counted", "approved", "counted"]);
});

test("a file in approved/ that nobody waits for is judged as any other", async () => {
  const { upload } = await schoolOfRosters();
  await upload("06-class.csv");
  expect(await upload("06-one-column-sorted.csv", "approved/")).toMatchObject({ verdict: "waits" });
});

test("two who are exchanged are held, each with their own address and code, and counted once they are let go", async () => {
  const { upload, records, standing } = await schoolOfRosters();
  await upload("06-class.csv");
  const [abe, bea] = [
    ["00410120", "abe", "Abe"],
    ["00410121", "bea", "Bea"],
  ];
  const exchanged = [
    [abe, bea],
    [bea, abe],
  ]
    .map(([one = [], other = []]) => `${one[0]},${other[1]}@students.example.edu,CIM-${other[2]}`)
    .join("\n");
  await upload(`student_id,email,cim_access_code\n${exchanged}\n`);
  expect(await standing()).toMatchObject({ "00410120": "active, held: rows", "00410121": "active, held: rows" });
  const [first] = await records.people.all();
  expect(first).toMatchObject({ email: "abe@students.example.edu" });
  expect(first?.held?.says).toBe("Line 2 gives them the address of 00410121; the row does not count.");
});
