import { isSameMailbox } from "./address.ts";
import { isHere } from "./enrollment.ts";
import type { Student } from "./student.ts";

/** Who signs in by an address. `gone`: they were a student. `several`: two people have it, so it is nobody's. */
export type StudentByAddress = { is: "one"; student: Student } | { is: "nobody" | "several" | "gone" };

const isTheirs = ({ email, mailbox = "" }: Pick<Student, "email" | "mailbox">, address: string): boolean =>
  [email, mailbox].some((one) => one.includes("@") && isSameMailbox(one, address));

/** Finds the student whose address it is, among all of them, also who was removed; who went over is another by now. */
export const studentByAddress = (students: readonly Student[], address: string): StudentByAddress => {
  const theirs = students.filter((one) => one.removed?.why !== "moved" && isTheirs(one, address));
  const known = theirs.filter(({ removed }) => removed === undefined);
  const [student, other] = known;
  if (other !== undefined) return { is: "several" };
  if (student !== undefined && isHere(student)) return { is: "one", student };
  return { is: theirs.length > 0 ? "gone" : "nobody" };
};
