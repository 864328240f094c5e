import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("a file with one column sorted waits for a yes, and changes nobody's address or code until then", async () => {
  const { upload, records, files } = await schoolOfRosters();
  await upload("06-class.csv");
  const before = [await records.roster.all(), await records.accessCodes.all()];
  expect(await upload("06-one-column-sorted.csv")).toMatchObject({
    verdict: "waits",
    why: [
      "email replaced: 10 of 10 students; up to 5 need no yes",
      "access code replaced: 10 of 10 students; up to 5 need no yes",
    ],
  });
  expect([await records.roster.all(), await records.accessCodes.all()]).toEqual(before);
  const changes = files.text("rosters", "reports/06-one-column-sorted.changes.csv");
  expect(changes).toContain("00410120,email,abe@students.example.edu,bea@students.example.edu");
});

test("the same bytes in approved/ are the yes", async () => {
  const { upload, records } = await schoolOfRosters();
  await upload("06-class.csv");
  await upload("06-one-column-sorted.csv");
  expect(await upload("06-one-column-sorted.csv", "approved/")).toMatchObject({ verdict: "approved", changed: 10 });
  expect((await records.roster.all())[0]).toMatchObject({ firstName: "Abe", email: "bea@students.example.edu" });
  expect((await records.imports.all()).map(({ key, verdict }) => [key, verdict])).toEqual([
    ["incoming/06-one-column-sorted.csv", "approved"],
    ["incoming/06-class.csv", "counted"],
  ]);
});

test("a file in approved/ that nobody waits for is judged as any other", async () => {
  const { upload } = await schoolOfRosters();
  await upload("06-class.csv");
  expect(await upload("06-one-column-sorted.csv", "approved/")).toMatchObject({ verdict: "waits" });
});
