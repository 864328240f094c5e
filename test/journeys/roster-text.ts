import type { RosterStudent } from "#domain/people/student.ts";

const COLUMNS =
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,society,status,cim_access_code";

/** Students as the CSV that staff upload. */
export const rosterText = (students: readonly RosterStudent[]): string =>
  [
    COLUMNS,
    ...students.map((one) =>
      [
        one.studentId,
        one.email,
        one.firstName,
        one.lastName,
        one.track,
        one.matriculationYear,
        one.graduationYear,
        one.society,
        one.status,
        one.cimAccessCode ?? "",
      ].join(","),
    ),
  ].join("\n");

/** A student of the class that is in its PCE in April 2027, with any field overridden. */
export const classmate = (studentId: string, change: Partial<RosterStudent> = {}): RosterStudent => ({
  studentId,
  email: `${studentId.toLowerCase()}@example.edu`,
  firstName: "Robin",
  lastName: "Example",
  track: "pathways",
  matriculationYear: 2025,
  graduationYear: 2029,
  society: "Castle",
  status: "active",
  ...change,
});
