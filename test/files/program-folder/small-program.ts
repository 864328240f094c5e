import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkProgram, readProgram } from "#files/program-folder/index.ts";

const SCHOOL = `name: Small School
shortName: SS
timeZone: America/New_York
sendAt: "09:00"
sender: { name: Small Advising, replyTo: replies@example.edu }
office:
  name: Office of Small Advising
  email: office@example.edu
quietDays: { weekends: true, usFederalHolidays: true }
catchUpDays: 14
`;

const TRACKS = `tracks:
  long:
    title: Long
    years: 4
    phases:
      early:
        title: Early
        begins: { day: August 1, year: matriculation }
      late:
        title: Late
        begins: { day: May 1, year: graduation - 1 }
  bare:
    title: Bare
    years: 4
    phases: {}
`;

const CALENDAR = `milestones:
  - id: survey
    title: The survey
    kind: survey
    tracks: [long]
    when:
      day: April 1
      phase: early
    mails:
      open: survey
      remind: survey
      lastCall: survey
    asks:
      question: Done?
      explanation: Do it.
      action: { label: Go, url: "https://example.edu/" }
      answers:
        - { id: yes-done, label: Done, completes: true }
      thanks: Thanks.
      closes: April 30
      remindAfterDays: [7, 14]
      lastCallWorkingDays: 2
  - id: news
    title: The news
    kind: observance
    tracks: [long, bare]
    when:
      year: matriculation
      dates:
        2026: 2026-10-20
        2027: 2027-10-19
        2028: 2028-10-17
    mails: { open: news }
`;

const SURVEY = `---
subject: The survey
preheader: Please.
---

Hello {{firstName}},

[Go]({{link}})

Until {{closesOn}}.
`;

const NEWS = `---
subject: The news
preheader: Listen.
---

Hello {{firstName}}.
`;

/** A small program without fault or warning (seen from 2026), file by file. */
export const BASELINE: Readonly<Record<string, string>> = {
  "school.yaml": SCHOOL,
  "tracks.yaml": TRACKS,
  "calendar.yaml": CALENDAR,
  "emails/survey.md": SURVEY,
  "emails/news.md": NEWS,
};

/** Year from which the tests look ahead. */
const THIS_YEAR = 2026;

type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

const inFolder = async <T>(files: Files, use: (dir: string) => Promise<T>): Promise<T> => {
  const dir = await mkdtemp(join(tmpdir(), "program-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      if (content === undefined) continue;
      await mkdir(dirname(join(dir, name)), { recursive: true });
      await writeFile(join(dir, name), content);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
};

/** Baseline with one piece of one file replaced; throws where that piece is not there. */
export const replaced = (name: string, from: string, to: string): Files => {
  const text = BASELINE[name] ?? "";
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return { ...BASELINE, [name]: text.replace(from, to) };
};

/** What the check says of a folder, a line each, the folder's own path left out. */
export const told = (files: Files): Promise<{ faults: string[]; warnings: string[] }> =>
  inFolder(files, async (dir) => {
    const { faults, warnings } = await checkProgram(dir, THIS_YEAR);
    const line = (fault: { file: string; line: number; what: string; mend: string }): string =>
      `${fault.file.replace(dir, "").replace(/^\//, "")}:${fault.line}: ${fault.what} ${fault.mend}`;
    return { faults: faults.map(line), warnings: warnings.map(line) };
  });

/** The program and the templates of a folder that has no faults. */
export const readSmall = (files: Files) =>
  inFolder(files, async (dir) => {
    const read = await readProgram(dir, THIS_YEAR);
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    return read;
  });
