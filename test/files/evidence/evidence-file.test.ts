import { describe, expect, test } from "vitest";
import { readEvidence } from "#files/evidence/evidence-file.ts";

const read = (text: string) => readEvidence(new TextEncoder().encode(text), "list.csv");

test("a list says who did it and on which day, whatever else stands in it", async () => {
  const text =
    "\uFEFFE-mail,Result,Assessment Date\r\nada@x.example,92,2027-04-03\r\n\r\nbo@x.example,88,April 5 2027\r\n";
  expect(await read(text)).toEqual({
    rows: [
      { line: 2, who: "ada@x.example", on: "2027-04-03" },
      { line: 4, who: "bo@x.example", on: "2027-04-05" },
    ],
    rejected: [],
  });
});

test("a row without a number is read by its address", async () => {
  const text = "email,student_id,date\n,S1,2027-04-03\nb@x.example,,2027-04-04\n";
  expect(await read(text)).toEqual({
    rows: [
      { line: 2, who: "S1", on: "2027-04-03" },
      { line: 3, who: "b@x.example", on: "2027-04-04" },
    ],
    rejected: [],
  });
});

test("of registration, login and assessment it is the assessment that counts", async () => {
  const text = "student_id,registration_date,login_date,assessment_date\n1,2026-08-01,2027-04-01,2027-04-03\n";
  expect(await read(text)).toEqual({ rows: [{ line: 2, who: "1", on: "2027-04-03" }], rejected: [] });
});

test("a result is neither taken for a day nor quoted, where it stands under another name or in the wrong column", async () => {
  const told = await read("email,date,survey result,assessment score\na@x.example,2027-04-03,Dermatology,87\n");
  expect(told).toEqual({ rows: [{ line: 2, who: "a@x.example", on: "2027-04-03" }], rejected: [] });
  const shifted = await read("email,date completed\na@x.example,Dermatology\nb@x.example,87\nc@x.example,3/4/2027\n");
  expect("rejected" in shifted && shifted.rejected.map(({ reason }) => reason)).toEqual([
    "the day must be a date such as 2027-08-01",
    "the day must be a date such as 2027-08-01",
    'the date "3/4/2027" could be read in two ways; write it as a date such as 2027-08-01',
  ]);
});

test.each([
  ["45000", "is a spreadsheet's number of a day"],
  ["3/4/2027", "could be read in two ways"],
  ["", "stands for no value"],
  ["soon", "must be a date such as 2027-08-01"],
])("the day %j rejects its row with the reason, and the next one goes in", async (day, reason) => {
  const told = await read(`id,date\n1,${day}\n2,2027-04-03\n`);
  if ("fault" in told) throw new Error(told.fault);
  expect(told.rows).toEqual([{ line: 3, who: "2", on: "2027-04-03" }]);
  expect(told.rejected).toHaveLength(1);
  expect(told.rejected[0]?.reason).toContain(reason);
});

describe("a file is refused", () => {
  test.each([
    ["", "The file is empty."],
    ["hello\n", "No column says who: begin the file with student_id,date or email,date."],
    ["id,score\n1,2\n", "No column says when: name one date."],
    ["id,date taken,date completed\n1,2027-04-01,2027-04-02\n", "date taken and date completed both look like"],
    [
      "%PDF-1.7\n%\u0000\u0001",
      "The file is a PDF, not a list of evidence; send the workbook or CSV it was made from.",
    ],
  ])("that is %j", async (text, fault) => {
    const told = await read(text);
    expect("fault" in told && told.fault).toContain(fault);
  });
});

test("a workbook that is far too large is refused as a list of evidence, not as a roster", async () => {
  const bytes = new TextEncoder().encode(`PK\u0003\u0004${"x".repeat(11 * 1024 * 1024)}`);
  const told = await readEvidence(bytes, "list.xlsx");
  expect(told).toEqual({ fault: expect.stringContaining("larger than 10 MB; a list of evidence of 20,000 people") });
});
