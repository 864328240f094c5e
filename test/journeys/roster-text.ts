import type { RosterStudent } from "#domain/people/student.ts";

const COLUMNS =
  "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,society,status,cim_access_code";

/** Students as the CSV that staff upload. */
export const rosterText = (students: readonly RosterStudent[]): string =>
  [
    COLUMNS,
    ...students.map((one) =>
      [
        one.schoolId,
        one.email,
        one.firstName,
        one.lastName,
        one.track,
        one.anchors.matriculation,
        one.anchors.graduation,
        one.society,
        one.status,
        one.cimAccessCode ?? "",
      ].join(","),
    ),
  ].join("\n");

/** A name has no digits: 1 is b, 12 is bc. */
const lettersOf = (text: string): string =>
  text.toLowerCase().replace(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)));

/** A student of the class that is in its PCE in April 2027, called as nobody else is, with any field overridden. */
export const classmate = (schoolId: string, change: Partial<RosterStudent> = {}): RosterStudent => ({
  schoolId,
  email: `${schoolId.toLowerCase()}@example.edu`,
  firstName: `Robin${lettersOf(schoolId)}x`,
  lastName: "Example",
  track: "pathways",
  anchors: { matriculation: 2025, graduation: 2029 },
  society: "Castle",
  status: "active",
  ...change,
});
