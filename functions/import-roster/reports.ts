import type { Files } from "#adapters/files.ts";
import { type ParsedRoster, rejectedCsv } from "#adapters/roster-file.ts";

/** What an import did, in numbers and column names. */
export interface ImportSummary {
  /** Students of the file that went in. */
  students: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Stored students that the file does not name; they are left as they are. */
  absent: number;
  rejected: number;
  unknownColumns: string[];
}

/** Where the reports of a roster lie: `incoming/2027/fall.csv` gives `reports/2027/fall`, plus the report's ending. */
const reportsOf = (key: string): string => key.replace(/^incoming\//, "reports/").replace(/\.csv$/i, "");

/** Writes the rejected rows as `.rejected.csv` and the summary as `.summary.json` beside the roster, once in its place. */
export const writeReports = async (
  files: Pick<Files, "write">,
  { bucket, key }: { bucket: string; key: string },
  parsed: ParsedRoster,
  summary: ImportSummary,
): Promise<void> => {
  const place = reportsOf(key);
  await files.write(bucket, `${place}.rejected.csv`, {
    text: rejectedCsv(parsed),
    contentType: "text/csv; charset=utf-8",
  });
  const text = `${JSON.stringify(summary, null, 2)}\n`;
  await files.write(bucket, `${place}.summary.json`, { text, contentType: "application/json" });
};
