import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BASELINE } from "../../files/program-folder/small-program.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const MEETING = `  - id: meeting
    title: The meeting
    kind: class-meeting
    tracks: [long]
    when: { day: January 15, year: graduation - 1 }
    mails: { open: news }
`;

const HEADER = [
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,society,status",
  "leave_from,leave_until",
].join(",");

/** Writes a small program into a folder of that name, each text of `other` in place of the one before it. */
export const smallProgram = (name: string, other: Readonly<Record<string, string>> = {}): string => {
  const folder = join(temporaryFolder(), name);
  const files = { ...BASELINE, "calendar.yaml": `${BASELINE["calendar.yaml"]}${MEETING}` };
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    const changed = Object.entries(other).reduce((rest, [from, to]) => rest.replace(from, to), text);
    writeFileSync(path, changed);
  }
  return folder;
};

/** Writes a roster of rows and answers where it is. */
export const rosterFile = (name: string, ...rows: string[]): string => {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, [HEADER, ...rows, ""].join("\n"));
  return file;
};

export const ada = (graduation: number, status = "active", track = "long"): string =>
  `S1,s1@example.edu,Ada,One,${track},2026,${graduation},Alder,${status}`;

export const BO = "S2,s2@example.edu,Bo,Two,bare,2026,2030,Alder,active";
