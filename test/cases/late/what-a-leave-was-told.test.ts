import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import { readRules } from "#files/program-folder/index.ts";
import { whatHappened } from "../../../cli/forecast/what-happened.ts";
import { takeRosters } from "../../../cli/local/rosters.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { livedInMemory } from "./school-in-memory.ts";

const HEADER =
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,status,leave_from,leave_until";

const written = (name: string, leave: string): string => {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, `${HEADER}\nS1,s1@school.example,Ada,Example,pathways,2025,2029,active,${leave}\n`);
  return file;
};

/** The seven, a word to who comes to the wards, and one on the eve of a return. */
const readProgram = async (): Promise<Program> => {
  const read = await readRules(SEVEN_MILESTONES, 2026);
  const [first] = read.ok ? read.program.milestones : [];
  if (!read.ok || first === undefined) throw new Error("The program cannot be read.");
  const usual = [{ month: 10, day: 1 }];
  const more = [
    { id: "into-the-clinic", when: { type: "from-phase", phase: "pce", days: 12, usual } },
    { id: "back-tomorrow", when: { type: "from-leave", edge: "return", days: -1 } },
  ].map((one) => ({ ...first, ...one, mail: "calendar" }));
  return Program.parse({ ...read.program, milestones: [...read.program.milestones, ...more] });
};

const SPAN = { from: "2026-10-10", to: "2026-11-20" };

/** Back on a Sunday, and of a leave that a row of another day says otherwise. */
const rostersWith = (program: Program, on: string, leave: string) => {
  const then = [{ file: written("later.csv", leave), on }];
  return takeRosters({ roster: written("first.csv", "2026-09-29,2026-10-24"), then }, program, SPAN.from);
};

test.each(["2026-09-29,2026-10-23", "2026-11-20,2026-12-01", "none,none"])(
  "what a welcome carried of a leave is found after a roster says of it: %s",
  async (leave) => {
    const program = await readProgram();
    const rosters = await rostersWith(program, "2026-11-14", leave);
    const { mails } = foretell(SPAN, program, rosters, []);
    expect(mails).toContainEqual(
      expect.objectContaining({ at: "2026-10-26T13:00:00.000Z", carries: ["back-tomorrow@2026-10-24"] }),
    );
    const lived = await livedInMemory(program, SPAN, rosters);
    expect((await whatHappened(lived, program, SPAN, rosters)).mails).toEqual(mails);
  },
);

test("what a welcome carried counts as told where a roster sets the leave right", async () => {
  const program = await readProgram();
  const { mails } = foretell(SPAN, program, await rostersWith(program, "2026-10-27", "2026-09-29,2026-10-23"), []);
  expect(mails.map(({ at, occurrence, carries }) => ({ at, occurrence, carries }))).toEqual([
    {
      at: "2026-10-26T13:00:00.000Z",
      occurrence: "into-the-clinic@2026-10-13",
      carries: ["back-tomorrow@2026-10-24"],
    },
  ]);
});
