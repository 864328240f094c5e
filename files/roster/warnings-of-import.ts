import type { Judgement } from "#domain/imports/judgement.ts";
import { isHere } from "#domain/people/enrollment.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import type { Student } from "#domain/people/student.ts";
import type { ParsedRoster } from "./parsed-roster.ts";
import { sharedAddressesOf } from "./warnings.ts";

/** A roster as it was read, how it was judged, and who is stored then, on the import's school date. */
interface Met {
  parsed: Pick<ParsedRoster, "rows" | "warnings" | "columns">;
  judgement: Pick<Judgement, "rejected" | "warnings">;
  students: readonly Student[];
  today: string;
}

const MOST_NAMED = 5;

const named = (ids: readonly string[]): string =>
  ids.slice(0, MOST_NAMED).join(", ") + (ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : "");

const hasLeave = (student: Student, today: string): boolean =>
  isHere(student) && (student.leaveUntil ?? student.leaveFrom ?? "") >= today;

// A column that is not there says as little as a blank: it takes nothing away, and staff may think that it did.
const keptLeaves = ({ parsed, students, today }: Met): RosterWarning[] => {
  if (parsed.columns.some((column) => column === "leave_from" || column === "leave_until")) return [];
  const inFile = new Set(parsed.rows.map(({ schoolId }) => schoolId));
  const keep = students.filter((student) => inFile.has(student.schoolId) && hasLeave(student, today));
  if (keep.length === 0) return [];
  const who = keep.length === 1 ? "1 person keeps their leave" : `${keep.length} people keep their leaves`;
  const ids = named(keep.map(({ schoolId }) => schoolId));
  const message =
    `${who}, though the file has no column of it: ${ids}; to take a leave away write none under leave_from and ` +
    "leave_until, or take back the import that brought it (matchward imports --take-back)";
  return [{ line: 1, column: "", message }];
};

// What rejects a row is told once, as its reason.
const isTold = ({ rejected }: Met["judgement"], { line, message }: RosterWarning): boolean =>
  rejected.some((one) => one.line === line && one.reason.includes(message));

/** All that staff should look at in an import, by what stands in the file and what it meets. */
export const warningsOfImport = (met: Met): RosterWarning[] => {
  const { parsed, judgement, students } = met;
  return [
    ...parsed.warnings.filter((warning) => !isTold(judgement, warning)),
    ...judgement.warnings,
    ...keptLeaves(met),
    ...sharedAddressesOf(parsed.rows, students),
  ];
};
