import { schoolFor } from "../calendar/match-week.ts";
import { memoizeByClass } from "../calendar/memoize-by-class.ts";
import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import type { Milestone, Program } from "../calendar/program.ts";
import { quietInExams } from "../calendar/spacing/exam-blocks.ts";
import type { OfClass } from "../people/enrollment.ts";
import { addDays, instantAt } from "../time/dates.ts";
import { workingDayOnOrAfter } from "../time/quiet-days.ts";

/** When a student's open task is told of, and to whom. `step`: the reminder before it. `at`: ISO 8601 UTC. */
export interface EscalationDay {
  occurrence: Occurrence;
  to: string;
  step: string;
  day: string;
  at: string;
}

const afterOf = ({ escalates, ask }: Milestone): number | undefined =>
  ask?.remindAfterDays.toSorted((one, other) => one - other)[(escalates?.afterReminder ?? 0) - 1];

const DAYS_OF_A_YEAR = 366;

const dayOf = (program: Program, student: OfClass, occurrence: Occurrence): EscalationDay | undefined => {
  const { milestone, opens, waves } = occurrence;
  const { escalates } = milestone;
  const after = afterOf(milestone);
  if (escalates === undefined || after === undefined) return undefined;
  const earlier = Array.from({ length: escalates.afterReminder - 1 }, (_, nth) => `remind-${nth + 1}`);
  // Where a break or exams made one of several steps, or left no day to a reminder, a later one stands for it.
  const step = waves.find(({ name }) => name !== "open" && !earlier.includes(name));
  if (step === undefined) return undefined;
  const usual = workingDayOnOrAfter(schoolFor(program, milestone), addDays(opens, after));
  const next = addDays(step.day > usual ? step.day : usual, 1);
  const school = quietInExams(program, student, next, addDays(next, DAYS_OF_A_YEAR));
  const day = workingDayOnOrAfter(school, next);
  const at = instantAt(day, school.sendAt, school.timeZone);
  return { occurrence, to: escalates.to, step: step.name, day, at };
};

/** The escalations of a student's occurrences: of none whose reminder, or a later step, does not go out to them. */
export const escalationsFor = memoizeByClass((program, student): readonly EscalationDay[] =>
  occurrencesFor(program, student).flatMap((occurrence) => dayOf(program, student, occurrence) ?? []),
);

/**
 * The occurrences of these students whose open tasks may still be told of on a school date: since their day, for as
 * long as a mail may be late.
 */
export const occurrencesToEscalate = (program: Program, students: readonly OfClass[], today: string): Occurrence[] => {
  const from = addDays(today, -program.school.catchUpDays);
  const due = students.flatMap((student) =>
    escalationsFor(program, student).filter(({ day }) => from <= day && day <= today),
  );
  return [...new Map(due.map(({ occurrence }) => [occurrence.id, occurrence])).values()];
};
