import type { Student } from "#domain/people/student.ts";
import { csvOf } from "#files/csv/csv.ts";
import type { FileToUpload } from "./upload.ts";

/** What of a student can be said by a form: columns of a roster, in the order of the form. */
export const FORM_COLUMNS = [
  "student_id",
  "email",
  "first_name",
  "last_name",
  "preferred_name",
  "track",
  "matriculation_year",
  "graduation_year",
  "society",
  "society_advisor_email",
  "status",
  "leave_from",
  "leave_until",
  "degree",
  "site",
  "mailbox",
  "cim_access_code",
] as const;
export type FormColumn = (typeof FORM_COLUMNS)[number];
export type FormValues = Partial<Record<FormColumn, string>>;

/** What a form of a student begins with. */
export const valuesOf = (student: Student): FormValues => ({
  student_id: student.schoolId,
  email: student.email,
  first_name: student.firstName,
  last_name: student.lastName,
  preferred_name: student.preferredName ?? "",
  track: student.track,
  matriculation_year: String(student.anchors.matriculation),
  graduation_year: String(student.anchors.graduation),
  society: student.society,
  society_advisor_email: student.societyAdvisorEmail ?? "",
  status: student.status,
  leave_from: student.leaveFrom ?? "",
  leave_until: student.leaveUntil ?? "",
  degree: student.degree ?? "",
  site: student.site ?? "",
  mailbox: student.mailbox ?? "",
  cim_access_code: "",
});

/** In these an empty cell leaves what is stored, and this word takes it away. */
const TAKEN_AWAY = "none";
const MAY_GO: readonly FormColumn[] = ["leave_from", "leave_until", "degree", "site", "mailbox"];

const cellOf = (column: FormColumn, before: string, after: string): string =>
  after === "" && before !== "" && MAY_GO.includes(column) ? TAKEN_AWAY : after;

/**
 * A roster of one row, of what a form says otherwise than before, to be judged as any roster is; undefined where it
 * says nothing new.
 */
export const studentRow = (said: FormValues, before: FormValues = {}): FileToUpload | undefined => {
  const changed = FORM_COLUMNS.filter((column) => (said[column] ?? "") !== (before[column] ?? ""));
  const id = before.student_id ?? said.student_id ?? "";
  const columns = ["student_id" as const, ...changed.filter((column) => column !== "student_id")];
  if (columns.length === 1) return undefined;
  const row = Object.fromEntries(
    columns.map((column) => [column, cellOf(column, before[column] ?? "", said[column] ?? "")]),
  );
  const csv = csvOf(columns, [{ ...row, student_id: id }]);
  const name = before.student_id === undefined ? "new-student.csv" : "correction.csv";
  return { name, bytes: new TextEncoder().encode(csv), as: { as: "desk" } };
};
