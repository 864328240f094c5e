import type { Occurrence } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { escalationsFor } from "../escalation/escalation-day.ts";
import { advisorOf } from "../escalation/plan-escalations.ts";
import type { RosterStudent } from "../people/student.ts";

/** A student of whom somebody is told that they are behind. `to`: their address; absent where nobody is known. */
export interface OutlookEscalation {
  studentId: string;
  occurrence: string;
  to?: string;
  at: string;
}

/** The row of an escalation, with its keys in their order. */
export const escalationRow = (at: string, studentId: string, occurrence: string, to?: string): OutlookEscalation => ({
  ...{ studentId, occurrence },
  ...(to !== undefined && { to }),
  at,
});

/** Who is told of a student's occurrence between two school dates, by the calendar alone. */
export const escalationsOf = (
  program: Program,
  of: { student: RosterStudent; occurrence: Occurrence; completedAt: string | undefined },
  { from, to }: { from: string; to: string },
): OutlookEscalation[] => {
  const { student, occurrence, completedAt } = of;
  if (occurrence.milestone.escalates === undefined) return [];
  const due = escalationsFor(program, student).find((one) => one.occurrence === occurrence);
  if (due === undefined || due.day < from || due.day > to) return [];
  if (completedAt !== undefined && completedAt <= due.at) return [];
  return [escalationRow(due.at, student.schoolId, occurrence.id, advisorOf(program, student, due.to))];
};
