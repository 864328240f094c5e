import type { ImportRecord } from "#adapters/imports/imports.ts";
import type { Files } from "#adapters/s3/files.ts";
import type { MailChange, MailsTold } from "#domain/forecast/foretell/import-difference.ts";
import type { Judgement } from "#domain/imports/judgement.ts";
import { Undo, undoOfBoth } from "#domain/imports/undo.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import { changesCsv, heldCsv, mailsCsv, missingCsv } from "#files/roster/import-reports.ts";
import type { ParsedRoster } from "#files/roster/parsed-roster.ts";
import { rejectedCsv, warningsCsv } from "#files/roster/warnings.ts";

/** What the log and `.summary.json` say of an import; it names nobody. */
export interface ImportSummary {
  /** The id by which it is recorded. */
  import: string;
  verdict: ImportRecord["verdict"];
  why: string[];
  students: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Stored students whom the file does not name; they stay as they are, or are held if it is complete. */
  absent: number;
  /** Who is newly held. */
  held: number;
  rejected: number;
  /** Rows that were saved, and that staff should look at all the same. */
  warnings: number;
  unknownColumns: string[];
  /** What it makes of the mails of the coming year, in numbers; absent where it changes none. */
  mails?: MailsTold | undefined;
}

/** A roster, and what came of it; `rejected` are rows that could be read and did not go in all the same. */
interface Told {
  parsed: ParsedRoster;
  judgement: Pick<Judgement, "added" | "changed" | "held" | "missing" | "rejected">;
  warnings: readonly RosterWarning[];
  mails: readonly MailChange[];
  summary: ImportSummary;
}

/** Where a file's reports go: how their names begin. */
export interface ReportPlace {
  bucket: string;
  reports: string;
}

const CSV = "text/csv; charset=utf-8";
const JSON_TYPE = "application/json";

/** Writes an import's reports beside each other, the summary last. Twice writes the same. */
export const writeReports = async (
  files: Pick<Files, "write">,
  { bucket, reports }: ReportPlace,
  { parsed, judgement, warnings, mails, summary }: Told,
): Promise<void> => {
  const texts = {
    rejected: rejectedCsv(parsed, judgement.rejected),
    warnings: warningsCsv(warnings, parsed.rows),
    changes: changesCsv(judgement),
    mails: mailsCsv(mails),
    missing: missingCsv(judgement.missing),
    held: heldCsv(judgement.held),
  };
  await writeTables(files, { bucket, reports }, texts);
  await writeSummary(files, { bucket, reports }, summary);
};

/** Writes CSVs by what tells them apart, e.g. `rejected`. */
export const writeTables = async (
  files: Pick<Files, "write">,
  { bucket, reports }: ReportPlace,
  texts: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const [name, text] of Object.entries(texts))
    await files.write(bucket, `${reports}.${name}.csv`, { text, contentType: CSV });
};

export const writeSummary = (
  files: Pick<Files, "write">,
  { bucket, reports }: ReportPlace,
  summary: object,
): Promise<void> =>
  files.write(bucket, `${reports}.summary.json`, {
    text: `${JSON.stringify(summary, null, 2)}\n`,
    contentType: JSON_TYPE,
  });

/** Writes down how to take an import back, before it changes anybody; adds to what a run that died wrote down. */
export const writeUndo = async (
  files: Pick<Files, "read" | "write">,
  { bucket, reports }: ReportPlace,
  undo: Undo,
): Promise<void> => {
  const key = `${reports}.undo.json`;
  const bytes = await files.read(bucket, key);
  const before = bytes && Undo.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const text = `${JSON.stringify(undoOfBoth(before, undo))}\n`;
  await files.write(bucket, key, { text, contentType: JSON_TYPE });
};
