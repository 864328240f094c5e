import { join } from "node:path";
import { expect, test } from "vitest";
import { tellRosters } from "../../../cli/local/prepare.ts";
import { takeRosters } from "../../../cli/local/rosters.ts";
import { program } from "../../domain/calendar/program.fixture.ts";

const file = (name: string): string => join(import.meta.dirname, "../../cases/files", name);

const toldOf = async (isComplete: boolean): Promise<string[]> => {
  const then = [{ on: "2026-09-15", file: file("07-active-only-export.csv") }];
  const rosters = await takeRosters(
    { roster: file("07-class.csv"), then, complete: isComplete },
    program,
    "2026-08-01",
  );
  const lines: string[] = [];
  tellRosters(rosters, { from: "2026-08-01", to: "2026-12-31" }, (line) => lines.push(line));
  return lines.filter((line) => line.includes("not in it"));
};

const WHO = "00410123, 00410124, 00410125, 00410126, 00410127, 00410128, 00410129";

test("a later roster that names a part of the class says who is not in it, and that they go on getting mail", async () => {
  const becomes = "they stay as they were and go on getting mail; with --complete they are held";
  const told = `7 of 10 students are not in it (${WHO}): ${becomes}`;
  expect(await toldOf(false)).toEqual([expect.stringContaining(told)]);
});

test("a complete one says that they are held, once it has the yes for which it waits", async () => {
  const told = `7 of 10 students are not in it (${WHO}): they are held once it has its yes`;
  expect(await toldOf(true)).toEqual([expect.stringContaining(told)]);
});
