import { judgeImport, rosterAfter } from "#domain/imports/judge-import.ts";
import type { Import, Judgement } from "#domain/imports/judgement.ts";
import type { RosterRow } from "#domain/people/roster-row.ts";
import type { Student } from "#domain/people/student.ts";
import { program } from "../calendar/program.fixture.ts";

export const AT = "2026-09-01T14:00:00.000Z";

/** A stored student, whose key is made from their id. */
export const stored = (schoolId: string, change: Partial<Student> = {}): Student => ({
  schoolId,
  person: `key-of-${schoolId}`.padEnd(22, "x"),
  program: program.id,
  email: `${schoolId}@example.edu`,
  firstName: `First${schoolId}`,
  lastName: `Last${schoolId}`,
  track: "pathways",
  anchors: { matriculation: 2024, graduation: 2028 },
  society: "North",
  status: "active",
  joinedOn: "2026-08-01",
  ...change,
});

/** A row that says of a stored student what is stored. */
export const rowOf = (student: Student, change: Partial<RosterRow> = {}): RosterRow => ({
  line: 2,
  schoolId: student.schoolId,
  email: student.email,
  firstName: student.firstName,
  lastName: student.lastName,
  track: student.track,
  anchors: student.anchors,
  society: student.society,
  status: { word: student.status, means: student.status },
  ...change,
});

export const judged = (
  students: readonly Student[],
  rows: readonly RosterRow[],
  more: Partial<Import> = {},
): Judgement => {
  let made = 0;
  const newKey = () => {
    made += 1;
    return `new${String(made).padStart(3, "0")}`.padEnd(22, "y");
  };
  const numbered = rows.map((row, nth) => ({ ...row, line: nth + 2 }));
  const today = AT.slice(0, 10);
  return judgeImport({
    ...{ program, stored: students, codes: new Map(), rows: numbered, today, at: AT, newKey },
    ...{ isComplete: false, isApproved: false, name: "one", ...more },
  });
};

/** Each student after an import, by their id: their status, and why they are held. */
export const standing = (students: readonly Student[], judgement: Judgement): Record<string, string> =>
  Object.fromEntries(
    rosterAfter(students, judgement).map(({ schoolId, status, held }) => [
      schoolId,
      held === undefined ? status : `${status}, held: ${held.reason}`,
    ]),
  );
