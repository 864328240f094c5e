import { readFile } from "node:fs/promises";
import type { Program } from "#domain/calendar/program.ts";
import { greetingName } from "#domain/people/greeting.ts";
import { studentsOf } from "#domain/people/roster-row.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

/** A roster as the import reads it where nobody is stored, with `school` changed as a test says. */
export const readText = async (text: string | Uint8Array, school: Partial<Program["school"]> = {}) => {
  const parsed = await parseRoster(text, { tracks: program.tracks, school: { ...program.school, ...school } });
  const { students, rejected } = studentsOf(parsed.rows, program.tracks);
  return {
    ...parsed,
    students,
    rejected: [...parsed.rejected, ...rejected],
    greeted: students.map(greetingName),
    warned: parsed.warnings.map(({ line, column }) => `${line}: ${column}`),
  };
};

export const readCase = async (name: string, school: Partial<Program["school"]> = {}) =>
  readText(await readFile(`test/cases/files/${name}.csv`), school);
