import { cohortOf } from "../people/cohort.ts";
import type { OfClass } from "../people/enrollment.ts";
import type { Student } from "../people/student.ts";
import { addDays, dateOf } from "../time/dates.ts";
import type { OutlookMail, Span } from "./preview.ts";

/** A class of which nobody gets a mail. `over`: its course ended before the span; `ahead`: it begins after it. */
export interface ClassWithoutMail {
  cohort: string;
  students: number;
  course: "over" | "ahead" | "now";
}

const SCHOOL_YEAR_DAYS = 300;

const courseIn = ({ anchors }: OfClass, { from, to }: Span): ClassWithoutMail["course"] => {
  if (from >= dateOf(anchors.graduation, 7, 1)) return "over";
  return to < dateOf(anchors.matriculation, 7, 1) ? "ahead" : "now";
};

/** The classes, of who may get mails, that a forecast of a year brings nothing, by name; none for a shorter span. */
export const withoutMail = (
  all: readonly Pick<Student, keyof OfClass | "schoolId" | "status" | "held">[],
  mails: readonly Pick<OutlookMail, "studentId">[],
  span: Span,
): ClassWithoutMail[] => {
  if (addDays(span.from, SCHOOL_YEAR_DAYS) > span.to) return [];
  const students = all.filter(({ status, held }) => status === "active" && held === undefined);
  const classes = Map.groupBy(students, cohortOf);
  const cohorts = new Map(students.map((student) => [student.schoolId, cohortOf(student)]));
  for (const { studentId } of mails) {
    if (classes.size === 0) break;
    classes.delete(cohorts.get(studentId) ?? "");
  }
  return [...classes]
    .flatMap(([cohort, [first, ...rest]]) =>
      first === undefined ? [] : [{ cohort, students: rest.length + 1, course: courseIn(first, span) }],
    )
    .toSorted((one, other) => (one.cohort < other.cohort ? -1 : 1));
};
