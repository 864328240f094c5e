import { isSameMailbox } from "../people/address.ts";
import { isHere } from "../people/enrollment.ts";
import type { Doubt } from "../people/held.ts";
import type { NamelessRow, RosterWarning } from "../people/roster-row.ts";
import type { Student } from "../people/student.ts";
import { wordOf } from "./entries.ts";

type Nameless = readonly NamelessRow[] | undefined;

/** The rows without an id of their own that name a student all the same, and say that they are not as stored. */
const against = (rows: Nameless, { schoolId, email, status: stored }: Student): NamelessRow[] =>
  (isHere({ status: stored }) ? (rows ?? []) : []).filter(
    ({ schoolId: id, email: given, status }) =>
      (id === schoolId || (given !== undefined && isSameMailbox(given, email))) &&
      status !== undefined &&
      status.means !== "active" &&
      status.means !== stored,
  );

/** What rows that name nobody leave in doubt of somebody who has their address. */
export const namelessDoubts = (rows: Nameless, student: Student, since: string): Doubt[] =>
  against(rows, student).map(({ line, status, schoolId }) => ({
    ...{ reason: "rows", since, evidence: `rows:no id;status=${wordOf(status?.word ?? "")}` },
    says: !schoolId
      ? `Line ${line} has no id but their address, and gives the status "${status?.word.trim()}".`
      : `Line ${line} does not fit the columns, names them, and says "${status?.word.trim()}".`,
  }));

/** Says of each such row whom it holds. */
export const namelessWarnings = (rows: Nameless, stored: readonly Student[]): RosterWarning[] =>
  stored.flatMap((student) =>
    against(rows, student).map(({ line, schoolId }) => ({
      ...{ line, column: "student_id" },
      message: !schoolId
        ? `the row has no id; ${student.schoolId}, who has its address, is held for what it says`
        : `the row does not fit the columns; ${student.schoolId}, whom it names, is held for what it says`,
    })),
  );
