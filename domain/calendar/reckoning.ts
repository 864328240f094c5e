import type { Enrollment } from "../people/enrollment.ts";
import { addDays, dateOf, firstFrom, yearlyDate, yearOf } from "../time/dates.ts";
import { IsoDate, type YearlyDay } from "../time/yearly-day.ts";
import { namesOfDates } from "./occurrence-id.ts";
import { daysOfLeave, type When } from "./when.ts";

/** `ends`: the next phase's first day; absent for the last phase. */
export interface PhaseSpan {
  phase: string;
  begins: string;
  ends: string | undefined;
}

export interface Course {
  anchors: Enrollment["anchors"];
  phases: readonly PhaseSpan[];
  /** First and last day of a leave. */
  leaveFrom?: string | undefined;
  leaveUntil?: string | undefined;
}

/** A time in which a milestone may fall, though no day of it is set; nothing goes out by it. School dates. */
export interface Unset {
  from: string;
  to: string;
  /** The national date that it waits for, and what is known of it; absent where the school itself sets the day. */
  awaits?: { national: string; year: string; kind: "provisional" | "absent" };
}

/** How one `when` is reckoned. Days are school dates as the program names them, before quiet days move them. */
interface Reckoning {
  daysFor(course: Course): string[];
  /** The days in a calendar year for anybody on a usual path. */
  daysIn(year: number): string[];
  /** What tells the occurrence of that day from the milestone's others: `2027`, or `2027-28` for an academic year. */
  nameOf(day: string): string;
  /** The days of that name: one, or none. */
  daysNamed(name: string): string[];
  /** The days that come back each year, or all days that are set. */
  days: readonly (YearlyDay | string)[];
  unsetFor?(course: Course): Unset[];
}

const ofYear = (on: YearlyDay, year: number): string[] => {
  const day = yearlyDate(on, year);
  return day === undefined ? [] : [day];
};

/** A rule that counts from another day may leave its own year for the one before or after. */
const around = (year: number): number[] => [year, year - 1, year + 1];

const daysWithin = (on: YearlyDay, year: number, days = 0): string[] =>
  around(year)
    .flatMap((one) => ofYear(on, one))
    .map((day) => addDays(day, days))
    .filter((day) => yearOf(day) === year);

// Named after the year of the rule, so that a day that leaves it meets no other of that name.
const yearlyNames = (on: YearlyDay, days = 0): Pick<Reckoning, "nameOf" | "daysNamed"> => ({
  nameOf: (day) => {
    const ruled = addDays(day, -days);
    return String(around(yearOf(ruled)).find((year) => ofYear(on, year)[0] === ruled) ?? yearOf(day));
  },
  daysNamed: (name) => (/^\d{4}$/.test(name) ? ofYear(on, Number(name)).map((day) => addDays(day, days)) : []),
});

const within = ({ begins, ends }: PhaseSpan, on: YearlyDay): string[] => {
  const year = yearOf(begins);
  const days = [year - 1, year, year + 1, year + 2].flatMap((one) => ofYear(on, one)).toSorted();
  const first = days.find((day) => day >= begins);
  return first === undefined || (ends !== undefined && first >= ends) ? [] : [first];
};

const spansOf = ({ phases }: Course, phase: string): PhaseSpan[] => phases.filter((span) => span.phase === phase);

/** Where a date may fall of which nothing is known: as in the nearest year that has one, else as the year begins. */
const guessed = (known: Readonly<Record<string, string>>, year: string): string => {
  const nearest = Object.keys(known).toSorted(
    (one, other) => Math.abs(Number(one) - Number(year)) - Math.abs(Number(other) - Number(year)),
  )[0];
  const day = nearest === undefined ? undefined : known[nearest];
  if (day === undefined) return `${year}-01-01`;
  return dateOf(yearOf(day) + Number(year) - Number(nearest), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
};

type Types = When["type"];
type OfType<Type extends Types> = { [One in Type]: Extract<When, { type: One }> }[Type];

/** What has no day yet. */
const DAYLESS = { daysFor: () => [], daysIn: () => [], nameOf: (day: string) => day, daysNamed: () => [], days: [] };

const firstIn = (spans: readonly PhaseSpan[], from: YearlyDay, to: YearlyDay): Unset[] =>
  spans.flatMap(({ begins, ends }) => {
    const years = [-1, 0, 1].map((nth) => yearOf(begins) + nth);
    const windows = years.flatMap((year) => windowIn(year, from, to));
    const first = windows.find((window) => window.to >= begins);
    return first === undefined || (ends !== undefined && first.from >= ends) ? [] : [first];
  });

/** The window of a year; one from November to February ends in the next. */
export const windowIn = (year: number, from: YearlyDay, to: YearlyDay): Unset[] =>
  ofYear(from, year).flatMap((begins) => {
    const ends = firstFrom(to, begins);
    return ends === undefined ? [] : [{ from: begins, to: ends }];
  });

/** Asked on the last day of each window, and named after the year in which that begins. */
const askedAfter = (
  { from, to }: OfType<"window">,
  windowsFor: (course: Course) => Unset[],
): Pick<Reckoning, "daysFor" | "daysIn" | "nameOf" | "daysNamed"> => {
  const windowsThatEnd = (year: number) =>
    [year - 1, year].flatMap((one) => windowIn(one, from, to)).filter((window) => yearOf(window.to) === year);
  return {
    daysFor: (course) => windowsFor(course).map((window) => window.to),
    daysIn: (year) => windowsThatEnd(year).map((window) => window.to),
    nameOf: (day) => String(yearOf(windowsThatEnd(yearOf(day)).find((window) => window.to === day)?.from ?? day)),
    daysNamed: (name) => (/^\d{4}$/.test(name) ? windowIn(Number(name), from, to).map((window) => window.to) : []),
  };
};

const awaited = ({ anchor, year, dates, awaits }: OfType<"dates">, { anchors }: Course): Unset[] => {
  const counted = String(anchors[anchor] + year);
  if (awaits === undefined || dates[counted] !== undefined) return [];
  const { national, provisional } = awaits;
  const known = provisional[counted];
  const day = known ?? guessed({ ...provisional, ...dates }, counted);
  const kind = known === undefined ? "absent" : "provisional";
  return [{ from: day, to: day, awaits: { national, year: counted, kind } }];
};

const RECKONINGS: { [Type in Types]: (when: OfType<Type>) => Reckoning } = {
  yearly: ({ anchor, year, on }) => ({
    daysFor: (course) => ofYear(on, course.anchors[anchor] + year),
    daysIn: (calendarYear) => daysWithin(on, calendarYear),
    ...yearlyNames(on),
    days: [on],
  }),

  dates: (when) => {
    const { anchor, year, dates } = when;
    const days = [...new Set(Object.values(dates))];
    const names = namesOfDates(when);
    return {
      daysFor: (course) => [dates[String(course.anchors[anchor] + year)]].filter((day) => day !== undefined),
      daysIn: (calendarYear) => days.filter((day) => yearOf(day) === calendarYear),
      nameOf: (day) => names.get(day) ?? day,
      daysNamed: (name) => days.filter((day) => names.get(day) === name),
      days,
      unsetFor: (course) => awaited(when, course),
    };
  },

  phase: ({ phase, on, days = 0 }) => ({
    daysFor: (course) =>
      spansOf(course, phase)
        .flatMap((span) => within(span, on))
        .map((day) => addDays(day, days)),
    daysIn: (calendarYear) => daysWithin(on, calendarYear, days),
    ...yearlyNames(on, days),
    days: [days === 0 ? on : { days, from: on }],
  }),

  // Each class, and who is off the usual path, comes to a phase on a day of its own: named by that day.
  "from-phase": ({ phase, days, usual }) => ({
    daysFor: (course) => spansOf(course, phase).map(({ begins }) => addDays(begins, days)),
    daysIn: (calendarYear) => [...new Set(usual.flatMap((on) => daysWithin(on, calendarYear, days)))].toSorted(),
    nameOf: (day) => day,
    daysNamed: (name) => (IsoDate.safeParse(name).success ? [name] : []),
    days: usual.map((on) => ({ days, from: on })),
  }),

  // Each student is away on days of their own: no schedule opens it, and it is named by its day.
  "from-leave": (when) => ({
    ...DAYLESS,
    daysFor: (course) => daysOfLeave(when, course),
    daysNamed: (name) => (IsoDate.safeParse(name).success ? [name] : []),
  }),

  window: (when) => {
    const { from, to, in: place } = when;
    const unsetFor = (course: Course) =>
      "phase" in place
        ? firstIn(spansOf(course, place.phase), from, to)
        : windowIn(course.anchors[place.anchor] + place.year, from, to);
    return { ...DAYLESS, ...(when.thenAsks && askedAfter(when, unsetFor)), unsetFor };
  },

  session: () => DAYLESS,
};

export const reckoningOf = <Type extends Types>(when: OfType<Type>): Reckoning => RECKONINGS[when.type](when);
