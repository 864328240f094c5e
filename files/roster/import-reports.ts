import type { MailChange } from "#domain/forecast/foretell/import-difference.ts";
import type { Judgement, StudentChange } from "#domain/imports/judgement.ts";
import { doubtsOf } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import { csvOf } from "../csv/csv.ts";

const COLUMN_OF: Record<StudentChange["fields"][number], string> = {
  email: "email",
  firstName: "first_name",
  lastName: "last_name",
  preferredName: "preferred_name",
  track: "track",
  anchors: "years",
  begins: "phases_begin",
  society: "society",
  status: "status",
  societyAdvisorEmail: "society_advisor_email",
  degree: "degree",
  leaveFrom: "leave_from",
  leaveUntil: "leave_until",
  specialty: "specialty",
  site: "site",
  mailbox: "mailbox",
  held: "held",
};

const shown = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  const pairs = Object.entries(value).toSorted();
  return pairs.map(([name, one]) => `${name} ${String(one)}`).join(", ");
};

const textOf = (student: Student, field: StudentChange["fields"][number]): string =>
  field === "held"
    ? doubtsOf(student)
        .map(({ says }) => says)
        .join(" ")
    : shown(student[field]);

/** Everybody whom an import adds or changes: a line for each field, as it was before and as it is after. */
export const changesCsv = ({ added, changed }: Pick<Judgement, "added" | "changed">): string =>
  csvOf(
    ["student_id", "what", "before", "after"],
    [
      ...added.map((student) => ({ student_id: student.schoolId, what: "added", before: "", after: student.email })),
      ...changed.flatMap(({ before, after, fields }) =>
        fields.map((field) => ({
          ...{ student_id: after.schoolId, what: COLUMN_OF[field] },
          ...{ before: textOf(before, field), after: textOf(after, field) },
        })),
      ),
    ],
  );

const named = ({ schoolId, email, firstName, lastName, track, anchors, status }: Student) => ({
  student_id: schoolId,
  email,
  first_name: firstName,
  last_name: lastName,
  track,
  matriculation_year: String(anchors.matriculation),
  graduation_year: String(anchors.graduation),
  status,
});
const NAMED = [
  "student_id",
  "email",
  "first_name",
  "last_name",
  "track",
  "matriculation_year",
  "graduation_year",
  "status",
];

/** Students as the rows of a roster. */
export const missingCsv = (missing: readonly Student[]): string => csvOf(NAMED, missing.map(named));

/** Who is held, as the rows of a roster, with why and since when. */
export const heldCsv = (held: readonly Student[]): string =>
  csvOf(
    [...NAMED, "reason", "since", "why", "other"],
    held.flatMap((student) =>
      doubtsOf(student).map(({ reason, since, says, other = "" }) => ({
        ...named(student),
        reason,
        since,
        why: says,
        other,
      })),
    ),
  );

const MAIL_COLUMNS = ["student_id", "students", "what", "occurrence", "mail", "before", "after"];

/** What an import makes of mails: a line each, `student_id` blank where a line counts several. */
export const mailsCsv = (lines: readonly MailChange[]): string =>
  csvOf(
    MAIL_COLUMNS,
    lines.map(({ studentId = "", students, what, occurrence, wave, before = "", after = "" }) => ({
      ...{ student_id: studentId, students: String(students) },
      ...{ what, occurrence, mail: wave, before, after },
    })),
  );
