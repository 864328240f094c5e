import type { RuledStudent } from "../people/student.ts";
import { addDays, instantAt, yearlyDate, yearOf } from "../time/dates.ts";
import { workingDayOnOrAfter } from "../time/quiet-days.ts";
import { memoizeByClass } from "./memoize-by-class.ts";
import { occurrenceId, parseOccurrenceId } from "./occurrence-id.ts";
import { phasesOf } from "./phases.ts";
import type { Milestone, Program } from "./program.ts";
import { closingDate, type Wave, wavesOf } from "./waves.ts";

/** One milestone in one year: the same for every student it concerns. All dates are school dates. */
export interface Occurrence {
  /** `retake-cim-survey@2027` */
  id: string;
  milestone: Milestone;
  /** The calendar day that the program names, before quiet days are looked at. */
  nominal: string;
  /** The day it actually opens. */
  opens: string;
  /** Last day on which it is asked; absent where nothing is asked. */
  closes: string | undefined;
  waves: Wave[];
}

/** How long after an occurrence is over its links still answer; a late completion is better than none. */
const LINK_DAYS = 90;

/** Every milestone of today comes once a year at the most, so that its year alone names an occurrence. */
const YEARLY = /^\d{4}$/;

const build = (program: Program, milestone: Milestone, nominal: string): Occurrence => {
  const opens = milestone.exact ? nominal : workingDayOnOrAfter(program.school, nominal);
  const closes = milestone.ask && closingDate(milestone.ask, opens);
  const id = occurrenceId({ milestone: milestone.id, on: String(yearOf(nominal)) });
  return { id, milestone, nominal, opens, closes, waves: wavesOf(program.school, milestone, opens, closes) };
};

const built = new WeakMap<Program, Map<string, Occurrence | undefined>>();

/** The occurrence of a milestone in a year; `undefined` where the program has none (unknown id, no date set). */
export const occurrenceOf = (program: Program, milestoneId: string, year: number): Occurrence | undefined => {
  const known = built.get(program) ?? new Map<string, Occurrence | undefined>();
  built.set(program, known);
  const id = occurrenceId({ milestone: milestoneId, on: String(year) });
  if (!known.has(id)) known.set(id, compute(program, milestoneId, year));
  return known.get(id);
};

const compute = (program: Program, milestoneId: string, year: number): Occurrence | undefined => {
  const milestone = program.milestones.find(({ id }) => id === milestoneId);
  if (milestone === undefined) return undefined;
  const { when } = milestone;
  const nominal =
    "on" in when ? yearlyDate(when.on, year) : Object.values(when.dates).find((date) => yearOf(date) === year);
  return nominal === undefined ? undefined : build(program, milestone, nominal);
};

/** Finds an occurrence by its id, e.g. `retake-cim-survey@2027`. */
export const findOccurrence = (program: Program, id: string): Occurrence | undefined => {
  const name = parseOccurrenceId(id);
  return name && YEARLY.test(name.on) ? occurrenceOf(program, name.milestone, Number(name.on)) : undefined;
};

const dateInPhase = (program: Program, milestone: Milestone, student: RuledStudent): string | undefined => {
  const { when } = milestone;
  const span = phasesOf(program, student).find(({ phase }) => phase === when.anchor);
  if (span === undefined) return undefined;
  const year = yearOf(span.begins) + when.year;
  if ("dates" in when) return when.dates[String(year)];
  const first = [year, year + 1].map((y) => yearlyDate(when.on, y)).find((date) => date && date >= span.begins);
  return first !== undefined && (span.ends === undefined || first < span.ends) ? first : undefined;
};

/** The day that the program names for a student; `undefined` where their track or years give none. */
export const nominalDate = (program: Program, milestone: Milestone, student: RuledStudent): string | undefined => {
  const { when } = milestone;
  if (when.anchor !== "matriculation" && when.anchor !== "graduation") return dateInPhase(program, milestone, student);
  const year = (when.anchor === "graduation" ? student.graduationYear : student.matriculationYear) + when.year;
  return "on" in when ? yearlyDate(when.on, year) : when.dates[String(year)];
};

/**
 * The one occurrence of a milestone that concerns a student, whatever their status; `undefined` where the milestone is
 * not for their track or has no date for them.
 */
export const occurrenceFor = (
  program: Program,
  milestone: Milestone,
  student: RuledStudent,
): Occurrence | undefined => {
  if (!milestone.tracks.includes(student.track)) return undefined;
  const nominal = nominalDate(program, milestone, student);
  return nominal === undefined ? undefined : occurrenceOf(program, milestone.id, yearOf(nominal));
};

/** Every occurrence that concerns a student, whatever their status, in the order of the program. */
export const occurrencesFor = memoizeByClass((program, student): readonly Occurrence[] =>
  program.milestones
    .map((milestone) => occurrenceFor(program, milestone, student))
    .filter((occurrence) => occurrence !== undefined),
);

/** When a link to an occurrence stops to answer: 90 days after closing, or after opening where nothing is asked. */
export const linkExpiresAt = ({ school }: Pick<Program, "school">, { closes, opens }: Occurrence): string =>
  instantAt(addDays(closes ?? opens, LINK_DAYS), school.sendAt, school.timeZone);
