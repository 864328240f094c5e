import type { Sessions } from "#adapters/sessions/sessions.ts";
import { type Occurrence, occurrencesFor, occurrencesIn } from "#domain/calendar/occurrences.ts";
import { phaseOn } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Unscheduled, withoutDay } from "#domain/forecast/without-day.ts";
import { cohortOf } from "#domain/people/cohort.ts";
import type { OfClass } from "#domain/people/enrollment.ts";
import { type Coverage, coverageOf } from "#domain/sessions/coverage.ts";
import { isFor, itemItself } from "#domain/sessions/guests.ts";
import { dayOf, type KnownSession } from "#domain/sessions/session.ts";
import { addDays } from "#domain/time/dates.ts";
import type { RosterToRead } from "../records.ts";

/** Something on a day of the school's calendar. */
export interface CalendarLine {
  /** School date. */
  day: string;
  title: string;
  /** A milestone's or a series' id. */
  item: string;
  owner: string | undefined;
  cohorts: string[];
  session: KnownSession | undefined;
  /** The occurrence whose day it is, where it asks for an answer. */
  asks?: string;
}

/** Which lines are shown: all where a text is empty. `month`: like `2027-02`. */
export interface CalendarFilter {
  month: string;
  cohort: string;
  /** Of a class that is in it on that day. */
  phase: string;
  item: string;
  owner: string;
}

/** A month of the school's calendar, and what of the coming weeks has no day yet. */
export interface SchoolCalendar {
  lines: CalendarLine[];
  unscheduled: Unscheduled[];
  coverage: Coverage[];
  cohorts: string[];
}

interface Needs extends RosterToRead {
  program: Program;
  sessions: Pick<Sessions, "all">;
}

const SIX_WEEKS = 42;

/** What stands in a month of the calendar, in order, cancelled sessions as well. `today`: a school date. */
export const schoolCalendar = async (
  { program, people, sessions }: Needs,
  filter: CalendarFilter,
  today: string,
): Promise<SchoolCalendar> => {
  const [everybody, known] = await Promise.all([people.all(), sessions.all()]);
  const students = coursesOf(everybody);
  const classes = classesOf(students);
  const isOn = (day: string | undefined) => day?.startsWith(filter.month) ?? false;
  const ofMonth = known.filter((one) => isOn(dayOf(one, program.school.timeZone)));
  const all = [
    ...ofMonth.map((one) => sessionLine(program, one, classes)),
    ...occurrencesAround(program, filter.month)
      .filter(({ opens, closes }) => isOn(opens) || isOn(closes))
      .flatMap((occurrence) => linesOf(program, occurrence, classes)),
  ];
  const isMeant = (name: string, day: string): boolean => {
    const one = classes.get(name);
    const isInPhase = one !== undefined && phaseOn(program, one, day) === filter.phase;
    return (filter.cohort === "" || name === filter.cohort) && (filter.phase === "" || isInPhase);
  };
  const isForAll = filter.cohort === "" && filter.phase === "";
  const wanted = ({ day, item, owner, cohorts }: CalendarLine): boolean =>
    isOn(day) &&
    (isForAll || cohorts.some((name) => isMeant(name, day))) &&
    (filter.item === "" || item === filter.item) &&
    (filter.owner === "" || owner === filter.owner);
  return {
    lines: all.filter(wanted).toSorted(byTime),
    unscheduled: unsetIn(program, students, today, known),
    coverage: coverageOf(program, known, today),
    cohorts: [...classes.keys()].toSorted(),
  };
};

const unsetIn = (
  program: Program,
  courses: readonly OfClass[],
  today: string,
  known: readonly KnownSession[],
): Unscheduled[] => withoutDay(program, courses, { from: today, to: addDays(today, SIX_WEEKS) }, known).unscheduled;

/** What of the coming weeks has no day yet. `today`: a school date. */
export const unscheduled = async ({ program, people, sessions }: Needs, today: string): Promise<Unscheduled[]> => {
  const [everybody, known] = await Promise.all([people.all(), sessions.all()]);
  return unsetIn(program, coursesOf(everybody), today, known);
};

// Thousands of students are on some twenty courses: what follows looks at each once.
const coursesOf = (students: readonly OfClass[]): OfClass[] => {
  const courses = new Map<string, Map<number | string, OfClass>>();
  for (const one of students) {
    const { track, anchors, begins } = one;
    const ofTrack = courses.get(track) ?? new Map<number | string, OfClass>();
    courses.set(track, ofTrack);
    const years = anchors.matriculation * 10_000 + anchors.graduation;
    const name = begins === undefined ? years : years + JSON.stringify(begins);
    if (!ofTrack.has(name)) ofTrack.set(name, one);
  }
  return [...courses.values()].flatMap((ofTrack) => [...ofTrack.values()]);
};

const classesOf = (students: readonly OfClass[]): Map<string, OfClass> =>
  new Map(students.map(({ track, anchors }) => [cohortOf({ track, anchors }), { track, anchors }]));

const named = (classes: ReadonlyMap<string, OfClass>, concerns: (one: OfClass) => boolean): string[] =>
  [...classes].flatMap(([name, one]) => (concerns(one) ? [name] : [])).toSorted();

const sessionLine = (program: Program, session: KnownSession, classes: ReadonlyMap<string, OfClass>): CalendarLine => {
  return {
    day: dayOf(session, program.school.timeZone),
    title: session.title,
    item: session.item,
    owner: itemItself(program, session)?.owner,
    cohorts: named(classes, (one) => isFor(program, session, one)),
    session,
  };
};

const occurrencesAround = (program: Program, month: string): Occurrence[] => {
  const year = Number(month.slice(0, 4));
  return program.milestones.flatMap(({ id }) => [year - 1, year].flatMap((one) => occurrencesIn(program, id, one)));
};

const linesOf = (program: Program, occurrence: Occurrence, classes: ReadonlyMap<string, OfClass>): CalendarLine[] => {
  const { milestone, id, opens, closes } = occurrence;
  const cohorts = named(classes, (one) => occurrencesFor(program, one).some((its) => its.id === id));
  if (cohorts.length === 0) return [];
  const line = (day: string, title: string): CalendarLine => ({
    ...{ day, title, item: milestone.id, owner: milestone.owner, cohorts, session: undefined },
    ...(milestone.ask && { asks: id }),
  });
  return [
    line(opens, milestone.title),
    ...(closes === undefined ? [] : [line(closes, `Last day: ${milestone.title}`)]),
  ];
};

const byTime = (one: CalendarLine, other: CalendarLine): number => {
  const [first, second] = [one, other].map(({ day, session }) => session?.startsAt ?? day);
  return (first ?? "") < (second ?? "") ? -1 : first === second && one.title < other.title ? -1 : 1;
};
