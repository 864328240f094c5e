import type { OfClass } from "../people/enrollment.ts";
import { addDays, instantAt, schoolDate, yearOf } from "../time/dates.ts";
import { workingDayOnOrAfter } from "../time/quiet-days.ts";
import { concerns } from "./audience.ts";
import { schoolFor } from "./match-week.ts";
import { classIn, memoizeByClass } from "./memoize-by-class.ts";
import { occurrenceId, parseOccurrenceId } from "./occurrence-id.ts";
import { phaseOn, phasesOf } from "./phases.ts";
import { catchUpOf, type Milestone, type Program } from "./program.ts";
import { reckoningOf } from "./reckoning.ts";
import { outsideExams } from "./spacing/exam-blocks.ts";
import { withinBudget } from "./spacing/weekly-budget.ts";
import { closingDate, heldUntil, type Wave, wavesOf } from "./waves.ts";
import { isOfLeave } from "./when.ts";

/** One milestone in one year: the same for every student it concerns. All dates are school dates. */
export interface Occurrence {
  id: string;
  milestone: Milestone;
  /** The day that the program names, before quiet days move it. */
  nominal: string;
  opens: string;
  closes: string | undefined;
  waves: Wave[];
  /** False of a day that is no class's, for who is off the usual path: the milestone's schedule does not fire on it. */
  isScheduled: boolean;
}

const LINK_DAYS = 90;

const releaseOn = ({ when }: Milestone, day: string): string | undefined =>
  when.type === "dates" ? when.releases?.[day] : undefined;

const build = (program: Program, milestone: Milestone, nominal: string, isScheduled = true): Occurrence => {
  const school = schoolFor(program, milestone);
  const opens = milestone.exact ? nominal : workingDayOnOrAfter(school, nominal);
  const closes = milestone.ask && closingDate(milestone.ask, opens);
  const id = occurrenceId({ milestone: milestone.id, on: reckoningOf(milestone.when).nameOf(nominal) });
  const release = opens === nominal ? releaseOn(milestone, nominal) : undefined;
  const waves = heldUntil(release, wavesOf(school, milestone, opens, closes));
  return { id, milestone, nominal, opens, closes, waves, isScheduled };
};

/** Remembers what is made of a program, by a name; whoever asks again shares it, so nobody may change it. */
const remembering = <Made>() => {
  const programs = new WeakMap<Program, Map<string, Made>>();
  return (program: Program, name: string, make: () => Made): Made => {
    const known = programs.get(program) ?? new Map<string, Made>();
    programs.set(program, known);
    const found = known.get(name);
    if (found !== undefined) return found;
    const made = make();
    known.set(name, made);
    return made;
  };
};

const built = remembering<readonly Occurrence[]>();

/** The occurrences of a milestone in a year; none for an unknown id or a year without a date. */
export const occurrencesIn = (program: Program, milestoneId: string, year: number): readonly Occurrence[] =>
  built(program, `${milestoneId} ${year}`, () => compute(program, milestoneId, year));

// An occurrence is named after its first year, and may close 999 days later. No student stays longer than ten years.
const [LONGEST_OPEN, LONGEST_COURSE] = [3, 10];

const open = remembering<readonly Occurrence[]>();

/** Those that may be open in a year, or that a newcomer may still be sent. */
export const occurrencesOpenIn = (program: Program, milestoneId: string, year: number): readonly Occurrence[] =>
  open(program, `${milestoneId} ${year}`, () => {
    const milestone = program.milestones.find(({ id }) => id === milestoneId);
    const longest = milestone && catchUpOf(program, milestone) === "always" ? LONGEST_COURSE : LONGEST_OPEN;
    const years = Array.from({ length: longest + 1 }, (_, nth) => year - longest + nth);
    return years.flatMap((one) => occurrencesIn(program, milestoneId, one));
  });

const compute = (program: Program, milestoneId: string, year: number): Occurrence[] => {
  const milestone = program.milestones.find(({ id }) => id === milestoneId);
  if (milestone === undefined) return [];
  return reckoningOf(milestone.when)
    .daysIn(year)
    .map((day) => build(program, milestone, day));
};

const occurrenceOn = (program: Program, { id }: Milestone, day: string): Occurrence | undefined =>
  occurrencesIn(program, id, yearOf(day)).find(({ nominal }) => nominal === day);

const ownDays = remembering<Occurrence>();

// Who is off the usual path may come to a phase on a day that is no class's, and a leave has days of its own.
const occurrenceOfOwnDay = (program: Program, milestone: Milestone, day: string): Occurrence | undefined =>
  milestone.when.type === "from-phase" || isOfLeave(milestone)
    ? ownDays(program, `${milestone.id} ${day}`, () => build(program, milestone, day, false))
    : undefined;

const occurrenceOf = (program: Program, milestone: Milestone, day: string): Occurrence | undefined =>
  occurrenceOn(program, milestone, day) ?? occurrenceOfOwnDay(program, milestone, day);

export const findOccurrence = (program: Program, id: string): Occurrence | undefined => {
  const name = parseOccurrenceId(id);
  const milestone = program.milestones.find((one) => one.id === name?.milestone);
  if (name === undefined || milestone === undefined) return undefined;
  const days = reckoningOf(milestone.when).daysNamed(name.on);
  return days.flatMap((day) => occurrenceOf(program, milestone, day) ?? [])[0];
};

export const occurrencesOf = (program: Program, milestone: Milestone, student: OfClass): Occurrence[] => {
  const { audience, when } = milestone;
  const { anchors, leaveFrom, leaveUntil } = student;
  const course = { anchors, phases: phasesOf(program, student), leaveFrom, leaveUntil };
  return reckoningOf(when)
    .daysFor(course)
    .filter((day) => concerns(audience, { ...student, phase: phaseOn(program, student, day) }))
    .flatMap((day) => occurrenceOf(program, milestone, day) ?? [])
    .filter(({ id }) => when.type !== "window" || program.givenWindows?.includes(id));
};

/** All occurrences that concern a student, whatever their status, in the program's order, on their days. */
export const occurrencesFor = memoizeByClass((program, student): readonly Occurrence[] =>
  withinBudget(
    program,
    program.milestones
      .flatMap((milestone) => occurrencesOf(program, milestone, student))
      .map((occurrence) => outsideExams(program, student, occurrence)),
    program.eves?.[classIn(program, student)],
  ),
);

/**
 * 90 days after closing, or after opening where nothing is asked: a late completion is better than none. What goes out
 * later than that, at `sentAt` (ISO 8601 UTC), has a link of 90 days too.
 */
export const linkExpiresAt = (
  { school }: Pick<Program, "school">,
  { closes, opens }: Occurrence,
  sentAt?: string,
): string => {
  const days = [closes ?? opens, ...(sentAt === undefined ? [] : [schoolDate(sentAt, school.timeZone)])];
  return instantAt(addDays(days.toSorted().at(-1) ?? opens, LINK_DAYS), school.sendAt, school.timeZone);
};
