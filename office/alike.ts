import type { Student } from "#domain/people/student.ts";

/** Students whom the calendar treats alike: one stands for all of them. */
export const alike = (students: readonly Student[]): { one: Student; count: number }[] => {
  const kinds = Map.groupBy(students, (each) => `${each.track} ${Object.values(each.anchors).join(" ")}`);
  return [...kinds.values()].flatMap((members) => (members[0] ? [{ one: members[0], count: members.length }] : []));
};
