import { schoolFor } from "../calendar/match-week.ts";
import { memoizeByClass } from "../calendar/memoize-by-class.ts";
import { findOccurrence, type Occurrence, occurrencesFor, occurrencesOpenIn } from "../calendar/occurrences.ts";
import type { Milestone, Program } from "../calendar/program.ts";
import { quietInExams } from "../calendar/spacing/exam-blocks.ts";
import type { OfClass } from "../people/enrollment.ts";
import { addDays, datesBetween, instantAt, yearOf } from "../time/dates.ts";
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
  const school = quietInExams(program, program.school, next, addDays(next, DAYS_OF_A_YEAR), student);
  const day = workingDayOnOrAfter(school, next);
  const at = instantAt(day, school.sendAt, school.timeZone);
  return { occurrence, to: escalates.to, step: step.name, day, at };
};

/** The escalations of a student's occurrences: of none whose reminder, or a later step, does not go out to them. */
export const escalationsFor = memoizeByClass((program, student): readonly EscalationDay[] =>
  occurrencesFor(program, student).flatMap((occurrence) => dayOf(program, student, occurrence) ?? []),
);

/** Days by which a digest may put off a step, and quiet days an opening and a reminder. */
const [MOST_PUT_OFF, MOST_MOVED] = [7, 30];

const ownDays = (program: Program, milestone: Milestone, from: string, to: string): Occurrence[] => {
  const after = afterOf(milestone);
  if (milestone.when.type !== "from-phase" || after === undefined) return [];
  const moved = program.school.examBlocks === undefined ? MOST_MOVED : DAYS_OF_A_YEAR;
  return datesBetween(addDays(from, -after - moved), addDays(to, -after)).flatMap(
    (day) => findOccurrence(program, `${milestone.id}@${day}`) ?? [],
  );
};

type MayBeDue = (occurrence: Occurrence) => boolean;

// Whoever is in each block has the latest day: after the step, or one that goes out on the next day in its place.
const dueIn = (program: Program, milestone: Milestone, from: string, to: string): MayBeDue => {
  const usual = schoolFor(program, milestone);
  const busy = quietInExams(program, usual, addDays(from, -2 * DAYS_OF_A_YEAR), to);
  const after = afterOf(milestone) ?? 0;
  return ({ opens }) => {
    const first = workingDayOnOrAfter(program.school, addDays(workingDayOnOrAfter(usual, addDays(opens, after)), 1));
    const days = [0, 1, MOST_PUT_OFF + 1];
    const last = days.reduce((day, later) => workingDayOnOrAfter(busy, addDays(day, later)), addDays(opens, after));
    return first <= to && last >= from;
  };
};

/**
 * The occurrences whose open tasks may still be told of on a school date: since the day of whoever has the latest by
 * exams or a digest, for as long as a mail may be late. No roster is read for it; of those off the usual path it names
 * every day that could be theirs.
 */
export const occurrencesToEscalate = (program: Program, today: string): Occurrence[] => {
  const from = addDays(today, -program.school.catchUpDays);
  const escalating = program.milestones.filter(({ escalates }) => escalates !== undefined);
  const due = escalating.flatMap((milestone) =>
    [
      ...occurrencesOpenIn(program, milestone.id, yearOf(today)),
      ...ownDays(program, milestone, addDays(from, -MOST_PUT_OFF), today),
    ].filter(dueIn(program, milestone, from, today)),
  );
  return [...new Map(due.map((one) => [one.id, one])).values()];
};
