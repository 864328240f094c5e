import { hasCounted, type ImportRecord, type Imports } from "#adapters/imports/imports.ts";
import type { People } from "#adapters/people/people.ts";
import type { Files } from "#adapters/s3/files.ts";
import { fullName } from "#domain/people/greeting.ts";
import { type CsvTable, tableOf } from "#files/csv/table.ts";

/** The reports of an import, by their endings. */
export const REPORTS = ["changes", "mails", "missing", "held", "rejected", "warnings"] as const;
export type ReportName = (typeof REPORTS)[number];

/** A report: as it is downloaded, and cut into cells. */
export interface ImportReport {
  csv: string;
  table: CsvTable;
}

/** One roster that came, with its reports; none where a later upload of its name wrote over them. */
export interface ImportFile {
  record: ImportRecord;
  reports: Partial<Record<ReportName, ImportReport>>;
  /** It is the newest that counts, so that it can be taken back. */
  isNewest: boolean;
  /** Names by school ids. */
  names: ReadonlyMap<string, string>;
}

interface FileNeeds {
  imports: Pick<Imports, "all">;
  people: Pick<People, "all">;
  files: Pick<Files, "read">;
}

/** A report as its CSV has it. */
export const reportOf = (csv: string): ImportReport => ({ csv, table: tableOf(csv) });

/** The newest roster that counts, of all of them with the newest first. */
export const newestThatCounts = (all: readonly ImportRecord[]): ImportRecord | undefined => all.find(hasCounted);

/** Reads one roster and its reports; undefined where none has that id. */
export const importFile = async (needs: FileNeeds, id: string): Promise<ImportFile | undefined> => {
  const all = await needs.imports.all();
  const record = all.find((one) => one.id === id);
  if (record === undefined) return undefined;
  const last = all.find(({ bucket, reports }) => bucket === record.bucket && reports === record.reports);
  const students = await needs.people.all();
  return {
    record,
    reports: last?.id === id ? await reportsOf(needs, record) : {},
    isNewest: newestThatCounts(all)?.id === id,
    names: new Map(students.map((student) => [student.schoolId, fullName(student)])),
  };
};

const reportsOf = async ({ files }: FileNeeds, { bucket, reports }: ImportRecord): Promise<ImportFile["reports"]> => {
  const read = await Promise.all(REPORTS.map((name) => files.read(bucket, `${reports}.${name}.csv`)));
  const texts = read.map((bytes) => bytes && new TextDecoder().decode(bytes));
  return Object.fromEntries(
    REPORTS.flatMap((name, at) => {
      const csv = texts[at];
      return csv === undefined ? [] : [[name, reportOf(csv)]];
    }),
  );
};
