import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Answered, Outlook } from "#domain/forecast/preview.ts";
import { heldAmong } from "../../../cli/forecast/report.ts";
import { prepare } from "../../../cli/local/prepare.ts";
import { toldOf } from "../../../cli/local/rosters.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

/** A run of `preview`: rosters by their file in `test/cases/files/`, or as text; the later ones by their dates. */
interface Case {
  roster?: string;
  csv?: string;
  later?: Record<string, string>;
  laterCsv?: Record<string, string>;
  complete?: boolean;
  from?: string;
  to: string;
  answers?: readonly Answered[];
}

const inFiles = (name: string): string => fileURLToPath(new URL(`../files/${name}`, import.meta.url));

const written = (name: string, text: string): string => {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
};

const silent = { write: () => true };

/** What `preview --json` says of a case. */
export const foretold = async (of: Case) => {
  const roster = of.csv === undefined ? inFiles(of.roster ?? "") : written("roster.csv", of.csv);
  const then = [
    ...Object.entries(of.later ?? {}).map(([on, name]) => ({ on, file: inFiles(name) })),
    ...Object.entries(of.laterCsv ?? {}).map(([on, text]) => ({ on, file: written("later.csv", text) })),
  ];
  const answers = ["at,student_id,milestone", ...(of.answers ?? []).map((one) => Object.values(one).join(","))];
  const asked = {
    ...{
      roster,
      then,
      complete: of.complete ?? false,
      program: SEVEN_MILESTONES,
      from: of.from ?? "2026-08-01",
      to: of.to,
    },
    ...(of.answers && { answers: written("answers.csv", answers.join("\n")) }),
  };
  const { rosters, foretold } = await prepare(asked, "rules", { out: silent, err: silent });
  return { ...foretold, ...toldOf(rosters), held: heldAmong(rosters.at(-1)?.students ?? []) };
};

/** The mails to a student, one a line: the day, the occurrence and wave, and what it carries. */
export const mailsTo = ({ mails }: Pick<Outlook, "mails">, id: string): string[] =>
  mails
    .filter(({ studentId }) => studentId === id)
    .map(({ at, occurrence, wave, carries }) =>
      [`${at.slice(0, 10)} ${occurrence} ${wave}`, ...(carries ?? [])].join(" + "),
    );
