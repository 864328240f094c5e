import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadAnswers, loadRoster } from "../../cli/read-inputs.ts";
import { program } from "../domain/calendar/program.fixture.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inputs-"));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (name: string, ...lines: string[]): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, lines.join("\n"));
  return file;
};

test("an answer of a student whose row has a fault is none, however the header writes its columns", async () => {
  const columns = " Student_ID,Email,First_Name,Last_Name,Track,Matriculation_Year,Graduation_Year,Society,Status";
  const good = "S1,s1@school.example,Ada,B,pathways,2025,,North,";
  const bad = " S2 ,no address,Ben,B,pathways,2025,,North,";
  const roster = await loadRoster(await written("roster.csv", columns, good, bad), program);
  expect(roster.warnings).toMatchObject([{ line: 3, column: "email" }]);
  const answer = "2027-04-02T13:30:00Z,S2,retake-cim-survey";
  const answers = await written("answers.csv", "at,student_id,milestone", answer);
  const read = await loadAnswers(answers, program, [roster]);
  expect(read.answers).toMatchObject([{ studentId: "S2" }]);
});
