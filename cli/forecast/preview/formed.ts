import { cohortOf } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import { csvOf } from "#files/csv/csv.ts";
import { table } from "../../office/table.ts";
import { around, type Report, reportText } from "../report.ts";
import { reportPieces } from "../report-json.ts";
import { COLUMNS, groupCells, previewCells } from "./cells.ts";
import { type FORMATS, type Grouping, groupsOf, type MailGroup } from "./grouped.ts";

/** How a preview is shown; without `by` a table is by item, and the others have each mail. */
export interface Form {
  format?: (typeof FORMATS)[number];
  by?: Grouping;
}

const grouped = ({ mails, timeZone }: Report, students: readonly Student[], by: Grouping): MailGroup[] => {
  const cohorts = new Map(students.map((student) => [student.schoolId, cohortOf(student)]));
  return groupsOf(mails, by, { timeZone, cohortOf: (id) => cohorts.get(id) ?? "" });
};

const namesOf = (rows: readonly Record<string, string>[]): string[] => [...new Set(rows.flatMap(Object.keys))];

/** A report in the form that was asked for, in pieces. A CSV is one that no spreadsheet runs. */
export const formed = (
  report: Report,
  students: readonly Student[],
  { format = "table", by }: Form,
): Iterable<string> => {
  if (by === undefined && format === "json") return reportPieces(report);
  if (by === undefined && format === "csv") return [csvOf(COLUMNS, previewCells(report))];
  if (format === "table" && (by === undefined || by === "item")) return [reportText(report)];
  const groups = grouped(report, students, by ?? "item");
  if (format === "json") return [`${JSON.stringify(groups, null, 2)}\n`];
  const cells = groupCells(groups, by ?? "item");
  return [format === "csv" ? csvOf(namesOf(cells), cells) : around(report, table(cells))];
};
