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
  const [held] = (await records.people.all()).filter((one) => one.held !== undefined);
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

test("where several columns could be the status, whoever is not active by one of them is held", async () => {
  for (const [names, words] of [
    ["status,Enrollment Status", "active,Deceased"],
    ["status,Enrollment Status", ",withdrawn"],
    ["Student Status,Enrollment Status", "active,Deceased"],
    ["Status,status", "LOA,active"],
  ]) {
    const { upload, standing } = await schoolOfRosters();
    await upload("02-before.csv");
    const rows = `00410031,${words}\n00410032,active,active\n`;
    expect(await upload(`student_id,${names}\n${rows}`), names).toMatchObject({ held: 1, changed: 1 });
    expect(await standing(), names).toMatchObject({ "00410031": "active, held: status", "00410032": "active" });
  }
});

test("of two columns that could be the status the one that the school names counts, and one that says gone", async () => {
  const { upload, standing, needs } = await schoolOfRosters();
  await upload("02-before.csv");
  await upload("student_id,status,Enrollment Status\n00410032,withdrawn,active\n");
  const school = { ...needs.program.school, rosterColumns: { "Student Status": "status" } };
  needs.program = { ...needs.program, school };
  await upload("student_id,Student Status,Enrollment Status\n00410031,active,Deceased\n");
  expect(await standing()).toMatchObject({ "00410031": "active", "00410032": "withdrawn" });
});

test("a row that does not fit the columns holds whom it names, where some word of it says that they are gone", async () => {
  const { upload, standing, files } = await schoolOfRosters();
  await upload("02-before.csv");
  const head = "student_id,email,last_name,status\n";
  const rows = [
    "00410031,new@x.edu,Berg, Jr.,Deceased",
    'zzz,b.cole@students.example.edu,Cole, III,"Withdrawn "',
    "00410033,x@x.edu,Dunn, II,active",
  ];
  expect(await upload(`${head}${rows.join("\n")}\n`)).toMatchObject({ rejected: 3, held: 2 });
  expect(await standing()).toMatchObject({
    "00410031": "active, held: rows",
    "00410032": "active, held: rows",
    "00410033": "active",
  });
  expect(files.text("rosters", "reports/roster.warnings.csv")).toContain("the row does not fit the columns; 00410031");
});
