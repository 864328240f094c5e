import { isSameMailbox } from "#domain/people/address.ts";
import type { Student } from "#domain/people/student.ts";

/** Those whom a text names: by the school's id, else by their address, whatever its capitals. */
export const peopleNamed = (students: readonly Student[], text: string): Student[] => {
  const wanted = text.trim();
  const byId = students.filter(({ schoolId }) => schoolId === wanted);
  return byId.length > 0 ? byId : students.filter(({ email }) => isSameMailbox(email, wanted));
};
