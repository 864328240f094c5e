import { expect, test } from "vitest";
import { readCase, readText } from "./read-case.ts";

test("a column that nobody needs costs its field where it cannot be read, and never the student", async () => {
  const { students, rejected, warnings } = await readCase("01-advisor-tbd");
  expect(rejected).toEqual([]);
  expect(students.map(({ societyAdvisorEmail }) => societyAdvisorEmail)).toEqual([
    undefined,
    undefined,
    undefined,
    "r.vance@example.edu",
    undefined,
  ]);
  expect(warnings).toEqual([
    { line: 2, column: "society_advisor_email", message: expect.stringContaining('"TBD" stands for no value') },
    { line: 3, column: "society_advisor_email", message: expect.stringContaining('"n/a" stands for no value') },
    { line: 4, column: "society_advisor_email", message: expect.stringContaining("more than one address") },
  ]);
});

const HEADER = "student_id,email,first_name,last_name,track,matriculation_year";

test.each([
  ["society", "TBD", "stands for no value"],
  ["society_advisor_email", "see Dr. Vance", "not an e-mail address"],
  ["cim_access_code", "#N/A", "stands for no value"],
  ["cim_access_code", "=B2", "formula"],
  ["preferred_name", "-", "stands for no value"],
  ["graduation_year", "TBD", "stands for no value"],
  ["graduation_year", "2020", "1 to 12 years after"],
  ["pce_begins", "next fall", "a date such as"],
  ["post_pce_begins", "8/1/2027", "two ways"],
])("%s %s is left out with a warning that says why", async (column, value, why) => {
  const row = `1,a@example.edu,Ada,Byron,pathways,2026,${value}`;
  const { students, warnings } = await readText(`${HEADER},${column}\n${row}`);
  expect(students).toHaveLength(1);
  expect(warnings).toEqual([{ line: 2, column, message: expect.stringContaining(why) }]);
  expect(warnings[0]?.message).toContain(`"${value}"`);
});

test.each([
  ['"Vance, Rita <r.vance@example.edu>"', "r.vance@example.edu"],
  ["mailto:r.vance@example.edu", "r.vance@example.edu"],
  ["<r.vance@example.edu>", "r.vance@example.edu"],
  ["r.vance@example.edu;", "r.vance@example.edu"],
  ["r.vance@example.edu <r.vance@example.edu>", "r.vance@example.edu"],
])("an address may be written as %s", async (written, address) => {
  const { students, warnings } = await readText(`${HEADER}\n1,${written},Ada,Byron,pathways,2026`);
  expect(students.map(({ email }) => email)).toEqual([address]);
  expect(warnings).toEqual([]);
});

test.each([
  ["2026.0", 2026, "is read as 2026"],
  ["2026-08-15", 2026, "its year 2026"],
  ["8/15/2026", 2026, "its year 2026"],
])("a year may be written as %s, and what was made of it is told", async (written, year, why) => {
  const { students, warnings } = await readText(`${HEADER}\n1,a@example.edu,Ada,Byron,pathways,${written}`);
  expect(students[0]?.anchors.matriculation).toBe(year);
  expect(warnings).toMatchObject([{ column: "matriculation_year", message: expect.stringContaining(why) }]);
});

test.each(["AY2026", "2026-2027", "26", "99999"])("a year of %s is not guessed at", async (written) => {
  const { rows, rejected } = await readText(`${HEADER}\n1,a@example.edu,Ada,Byron,pathways,${written}`);
  expect(rows[0]?.anchors).toBeUndefined();
  expect(rejected).toMatchObject([{ reason: expect.stringContaining(`"${written}"`) }]);
});
