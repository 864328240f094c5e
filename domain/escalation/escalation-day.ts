import { schoolFor } from "../calendar/match-week.ts";
import { findOccurrence, type Occurrence, occurrencesOpenIn } from "../calendar/occurrences.ts";
import type { Milestone, Program } from "../calendar/program.ts";
import { addDays, datesBetween, instantAt, yearOf } from "../time/dates.ts";
import { workingDayOnOrAfter } from "../time/quiet-days.ts";

/** When an occurrence's open tasks are told of, and to whom. `step`: the reminder before it. `at`: ISO 8601 UTC. */
export interface EscalationDay {
  to: string;
  step: string;
  day: string;
  at: string;
}

const dayOf = (program: Program, occurrence: Occurrence): EscalationDay | undefined => {
  const { milestone, opens, waves } = occurrence;
  const { escalates, ask } = milestone;
  const after = ask?.remindAfterDays.toSorted((one, other) => one - other)[(escalates?.afterReminder ?? 0) - 1];
  if (escalates === undefined || after === undefined) return undefined;
  const step = `remind-${escalates.afterReminder}`;
  // Where a break made one of several reminders, the day on which it should have gone out counts.
  const reminded =
    waves.find(({ name }) => name === step)?.day ??
    workingDayOnOrAfter(schoolFor(program, milestone), addDays(opens, after));
  const day = workingDayOnOrAfter(program.school, addDays(reminded, 1));
  return { to: escalates.to, step, day, at: instantAt(day, program.school.sendAt, program.school.timeZone) };
};

const known = new WeakMap<Occurrence, { day: EscalationDay | undefined }>();

/** Undefined where the milestone escalates to nobody. */
export const escalationOf = (program: Program, occurrence: Occurrence): EscalationDay | undefined => {
  const found = known.get(occurrence) ?? { day: dayOf(program, occurrence) };
  known.set(occurrence, found);
  return found.day;
};

/** Days by which quiet days may move an opening and a reminder, and so an escalation, beyond what the program says. */
const MOST_MOVED = 30;

const ownDays = (program: Program, { id, escalates, ask, when }: Milestone, from: string, to: string): Occurrence[] => {
  if (when.type !== "from-phase" || escalates === undefined || ask === undefined) return [];
  const after = ask.remindAfterDays.toSorted((one, other) => one - other)[escalates.afterReminder - 1] ?? 0;
  return datesBetween(addDays(from, -after - MOST_MOVED), addDays(to, -after)).flatMap(
    (day) => findOccurrence(program, `${id}@${day}`) ?? [],
  );
};

const isBetween = (day: string | undefined, from: string, to: string): boolean =>
  day !== undefined && day >= from && day <= to;

/** Days by which a student's digest may put off the reminder, and so the escalation. */
const MOST_PUT_OFF = 7;

/**
 * The occurrences whose open tasks may still be told of on a school date: since their day for as long as a mail may be
 * late, and a week more for whom a digest puts the reminder off. No roster is read for it; of those off the usual path
 * it names every day that could be theirs.
 */
export const occurrencesToEscalate = (program: Program, today: string): Occurrence[] => {
  const from = addDays(today, -program.school.catchUpDays - MOST_PUT_OFF);
  const escalating = program.milestones.filter(({ escalates }) => escalates !== undefined);
  const found = escalating.flatMap((milestone) => [
    ...occurrencesOpenIn(program, milestone.id, yearOf(today)),
    ...ownDays(program, milestone, from, today),
  ]);
  const due = found.filter((one) => isBetween(escalationOf(program, one)?.day, from, today));
  return [...new Map(due.map((one) => [one.id, one])).values()];
};
