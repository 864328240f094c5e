import { expect, test } from "vitest";
import { schoolOfRosters } from "./school.fixture.ts";

test("the usual words for a status are known, and whoever has another word is held until a person decides", async () => {
  const { upload, standing } = await schoolOfRosters();
  await upload("02-before.csv");
  expect(await upload("02-status-words.csv")).toMatchObject({ verdict: "counted", rejected: 0, held: 3 });
  expect(await standing()).toEqual({
    "00410031": "deceased",
    "00410032": "leave",
    "00410033": "withdrawn",
    "00410034": "withdrawn",
    "00410035": "active, held: status",
    "00410036": "active, held: status",
    "00410037": "active, held: status",
  });
});

test("a word that the school maps is known to the next import, which lets go of whom it held", async () => {
  const { upload, standing, needs } = await schoolOfRosters();
  await upload("02-before.csv");
  await upload("02-status-words.csv");
  needs.program = { ...needs.program, school: { ...needs.program.school, statusWords: { "not attending": "leave" } } };
  await upload("02-status-words.csv");
  expect(await standing()).toMatchObject({ "00410035": "active, held: status", "00410036": "leave" });
});

test("a row without an id that marks a known address as gone holds whose address it is, and the report says so", async () => {
  const { upload, standing, records, files } = await schoolOfRosters();
  await upload("02-before.csv");
  const head = "student_id,email,status\n";
  const rows = ",A.Berg@students.example.edu,withdrawn\n,b.cole@students.example.edu,active\n,nobody@x.edu,withdrawn\n";
  expect(await upload(`${head}${rows}`)).toMatchObject({ rejected: 3, held: 1, warnings: 1 });
  expect(await standing()).toMatchObject({ "00410031": "active, held: rows", "00410032": "active" });
  const [held] = (await records.roster.all()).filter((one) => one.held !== undefined);
  expect(held?.held?.says).toBe('Line 2 has no id but their address, and gives the status "withdrawn".');
  expect(files.text("rosters", "reports/roster.warnings.csv")).toContain("the row has no id; 00410031, who has");
  expect(await upload(`${head}${rows}`)).toMatchObject({ held: 0, changed: 0 });
});

test("a whole file of rows without ids that marks many as gone waits for a yes, and holds them meanwhile", async () => {
  const { upload, standing } = await schoolOfRosters();
  await upload("06-class.csv");
  const rows = ["abe", "bea", "cal", "dot", "eve", "flo"].map((name) => `,${name}@students.example.edu,gone away`);
  const summary = await upload(["student_id,email,status", ...rows, ""].join("\n"));
  expect(summary).toMatchObject({ verdict: "waits", why: ["in doubt: 6 of 10 students; up to 5 need no yes"] });
  expect(await standing()).toMatchObject({ "00410120": "active, held: import", "00410129": "active" });
});
