import { classIn } from "#domain/calendar/memoize-by-class.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";

const awayOf = ({ status, leaveFrom = "", leaveUntil = "" }: Student): string => `${status}${leaveFrom}${leaveUntil}`;

/** Students whom the calendar treats alike, and who are here and away on the same days: one stands for all of them. */
export const alike = (program: Program, students: readonly Student[]): { one: Student; count: number }[] => {
  const kinds = Map.groupBy(students, (each) => classIn(program, each) + awayOf(each));
  return [...kinds.values()].flatMap((members) => (members[0] ? [{ one: members[0], count: members.length }] : []));
};
