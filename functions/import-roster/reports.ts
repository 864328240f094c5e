import type { Files } from "#adapters/s3/files.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import { type ParsedRoster, rejectedCsv } from "#files/roster/roster-file.ts";
import { warningsCsv } from "#files/roster/warnings.ts";

export interface ImportSummary {
  students: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Stored students whom the file does not name; they stay as they are. */
  absent: number;
  rejected: number;
  /** Rows that were saved, and that staff should look at all the same. */
  warnings: number;
  unknownColumns: string[];
}

// `incoming/2027/fall.csv` gives `reports/2027/fall`; each report adds its ending.
const reportsOf = (key: string): string => {
  const { incoming, reports } = ROSTER_FOLDERS;
  const name = key.replace(/\.(csv|xlsx)$/i, "");
  return name.startsWith(incoming) ? reports + name.slice(incoming.length) : name;
};

/** A roster, and what came of it: `rejected` are rows that could be read and did not go in all the same. */
interface Told {
  parsed: ParsedRoster;
  rejected: readonly { line: number; reason: string }[];
  warnings: readonly RosterWarning[];
  summary: ImportSummary;
}

/** Writes `.rejected.csv`, `.warnings.csv` and `.summary.json`, once each. The summary, also logged, names nobody. */
export const writeReports = async (
  files: Pick<Files, "write">,
  { bucket, key }: { bucket: string; key: string },
  { parsed, rejected, warnings, summary }: Told,
): Promise<void> => {
  const place = reportsOf(key);
  const contentType = "text/csv; charset=utf-8";
  await files.write(bucket, `${place}.rejected.csv`, { text: rejectedCsv(parsed, rejected), contentType });
  await files.write(bucket, `${place}.warnings.csv`, { text: warningsCsv(warnings, parsed.rows), contentType });
  const text = `${JSON.stringify(summary, null, 2)}\n`;
  await files.write(bucket, `${place}.summary.json`, { text, contentType: "application/json" });
};
