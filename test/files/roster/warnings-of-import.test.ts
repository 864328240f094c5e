import { expect, test } from "vitest";
import { type Arrived, arrivalsOf } from "#domain/forecast/arrivals.ts";
import type { ParsedRoster } from "#files/roster/parsed-roster.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { warningsOfImport } from "#files/roster/warnings-of-import.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const COLUMNS = "student_id,email,first_name,last_name,track,matriculation_year";
const ada = "1,ada@x.example,Ada,B,pathways,2025";
const bo = "2,bo@x.example,Bo,B,pathways,2025";

/** What is told of each of several files, which come one after another. */
const toldOf = async (...files: [on: string, ...lines: string[]][]): Promise<string[][]> => {
  const read = await Promise.all(files.map(([, ...lines]) => parseRoster(lines.join("\n"), program)));
  const arriving = read.map(({ rows, nameless }, nth) => ({
    ...{ on: files[nth]?.[0] ?? "", name: "", rows, nameless, isComplete: false },
  }));
  const told = ({ on, judgement, students }: Arrived, parsed: ParsedRoster): string[] =>
    warningsOfImport({ parsed, judgement, students, today: on }).map(({ line, message }) => `${line}: ${message}`);
  return arrivalsOf(program, arriving).map((arrived, nth) => told(arrived, read[nth] ?? Object.create(null)));
};

const withLeave = [`${COLUMNS},leave_from,leave_until`, `${ada},2026-09-01,2027-01-30`, `${bo},,`];

test("a file without columns of leaves says who keeps theirs, and how it is taken away", async () => {
  const [, second] = await toldOf(["2026-08-01", ...withLeave], ["2026-10-15", `${COLUMNS},status`, `${ada},active`]);
  expect(second).toEqual([
    "1: 1 person keeps their leave, though the file has no column of it: 1; to take a leave away write none under " +
      "leave_from and leave_until, or take back the import that brought it (matchward imports --take-back)",
  ]);
});

test("it says nothing of a leave that is over, of who is not in it, or where a column of leaves is blank", async () => {
  const leaves: [string, ...string[]] = ["2026-08-01", ...withLeave];
  expect((await toldOf(leaves, ["2027-01-31", COLUMNS, ada]))[1]).toEqual([]);
  expect((await toldOf(leaves, ["2026-10-15", COLUMNS, bo]))[1]).toEqual([]);
  expect((await toldOf(leaves, ["2026-10-15", `${COLUMNS},leave_until`, `${ada},`]))[1]).toEqual([]);
});

test("what rejects a row is no warning beside it", async () => {
  const [first] = await toldOf(["2026-08-01", `${COLUMNS},leave_from`, "3,cy@x.example,Cy,B,nowhere,2025,soon"]);
  expect(first).toEqual(['2: leave_from "soon" must be a date such as 2027-08-01']);
});
