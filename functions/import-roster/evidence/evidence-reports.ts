import type { Files } from "#adapters/s3/files.ts";
import { csvOf } from "#files/csv/csv.ts";
import type { AskedPerson, ListReading } from "#office/people/evidence.ts";
import { type ReportPlace, writeSummary, writeTables } from "../reports.ts";

/** What came of a list; `rejected` are lines that could not be read. */
export interface EvidenceReport {
  found: ListReading;
  rejected: readonly { line: number; reason: string }[];
}

type PersonRow = Record<"student_id" | "occurrence" | "what", string>;

const rowsOf = (what: string, people: readonly AskedPerson[]): PersonRow[] =>
  people.map(({ student, occurrence }) => ({ student_id: student.schoolId, occurrence: occurrence.id, what }));

/** A line for each person, those whom somebody should look at first. */
const peopleCsv = ({ unlisted, early, reopened, untold, confirmed, settled }: ListReading): string =>
  csvOf(
    ["student_id", "occurrence", "what"],
    [
      ...rowsOf("said so themselves, and is not in the list: their word stands", unlisted),
      ...early.flatMap((one) =>
        rowsOf(`did it on ${one.on}, before this opened on ${one.occurrence.opens}: it does not count`, [one]),
      ),
      ...rowsOf("due again since the list came: upload it once more if it holds", reopened),
      ...rowsOf("verified: in the list, and did not tell", untold),
      ...rowsOf("verified: in the list, and said so themselves", confirmed),
      ...rowsOf("verified or waived before", settled),
    ],
  );

const rejectedCsv = ({ found, rejected }: EvidenceReport): string =>
  csvOf(
    ["line", "who", "reason"],
    [...rejected.map((one) => ({ ...one, who: "" })), ...found.unknown.map((one) => ({ ...one, reason: one.why }))]
      .toSorted((one, other) => one.line - other.line)
      .map(({ line, who, reason }) => ({ line: String(line), who, reason })),
  );

/** Writes a list's reports beside each other, the summary last. Twice writes the same. */
export const writeEvidenceReports = async (
  files: Pick<Files, "write">,
  place: ReportPlace,
  report: EvidenceReport,
  summary: object,
): Promise<void> => {
  await writeTables(files, place, { people: peopleCsv(report.found), rejected: rejectedCsv(report) });
  await writeSummary(files, place, summary);
};
