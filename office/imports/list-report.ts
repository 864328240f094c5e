import type { Files } from "#adapters/s3/files.ts";
import type { Uploads } from "#adapters/s3/uploads.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import { reportsOf } from "./reports-of.ts";

/** What an import left beside a file that is no roster, each as it stands there; empty where it left none. */
export interface ListReport {
  summary: string;
  rejectedCsv: string;
  warningsCsv: string;
  changesCsv: string;
}

const REPORTS = ["summary.json", "rejected.csv", "warnings.csv", "changes.csv"];

/** Whether a key is of a file that was uploaded on the pages, so that no other file is read by an address. */
const isUploaded = (key: string): boolean => {
  const { desk, evidence, attendance } = ROSTER_FOLDERS;
  return [desk, evidence, attendance].some((folder) => key.startsWith(folder)) && !key.includes("..");
};

/** Reads what came of a file that was uploaded on the pages; undefined until its import has ended. */
export const listReport = async (
  { files, uploads }: { files: Pick<Files, "read">; uploads?: Uploads | undefined },
  key: string,
): Promise<ListReport | undefined> => {
  if (uploads === undefined || !isUploaded(key)) return undefined;
  const read = await Promise.all(REPORTS.map((name) => files.read(uploads.bucket(), `${reportsOf(key)}.${name}`)));
  const [summary, rejectedCsv = "", warningsCsv = "", changesCsv = ""] = read.map(
    (bytes) => bytes && new TextDecoder().decode(bytes),
  );
  return summary === undefined ? undefined : { summary, rejectedCsv, warningsCsv, changesCsv };
};
