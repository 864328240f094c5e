import { cohortOf } from "#domain/people/cohort.ts";
import { fullName } from "#domain/people/greeting.ts";
import { readableAddress } from "#domain/people/readable-address.ts";
import type { Student } from "#domain/people/student.ts";

/** Which students are looked for: free text, and a cohort such as `pathways-2028`; an empty text asks for all. */
export interface StudentFilter {
  q: string;
  cohort: string;
}

/** The students who fit, by last name. The text is looked for in name, address, number and society. */
export const findStudents = (students: readonly Student[], filter: StudentFilter): Student[] =>
  students.filter((student) => fits(student, filter)).sort(byName);

const byName = (a: Student, b: Student): number => sortName(a).localeCompare(sortName(b), "en");

const sortName = ({ lastName, firstName }: Student): string => `${lastName} ${firstName}`.trim();

const fits = (student: Student, { q, cohort }: StudentFilter): boolean => {
  const text =
    `${student.firstName} ${fullName(student)} ${readableAddress(student.email)} ${student.schoolId} ` +
    `${student.society}`;
  const wanted = q.trim().toLowerCase();
  return (cohort === "" || cohortOf(student) === cohort) && (wanted === "" || text.toLowerCase().includes(wanted));
};
