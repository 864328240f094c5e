import * as z from "zod/mini";
import { Anchor, type Enrollment } from "../people/enrollment.ts";
import { yearlyDate, yearOf } from "../time/dates.ts";
import { IsoDate, YearlyDay } from "../time/yearly-day.ts";
import { PublicId } from "./public-id.ts";

/** Each year's day, in the anchor's year plus `year`: e.g. April 15 in the year before graduation. */
const Yearly = z.object({ type: z.literal("yearly"), anchor: Anchor, year: z.int(), on: YearlyDay });

/** Days that the school sets one by one, by the anchor's year plus `year`: e.g. the year in which a class entered. */
const SetDates = z.object({
  type: z.literal("dates"),
  anchor: Anchor,
  year: z.int(),
  dates: z.record(z.string().check(z.regex(/^\d{4}$/)), IsoDate),
});

/** The first such day in a student's phase: e.g. the April 1 of their year on the wards. */
const InPhase = z.object({ type: z.literal("phase"), phase: PublicId, on: YearlyDay });

/** When a milestone falls for a student. A new way is a schema here and an entry of `RECKONINGS`. */
export const When = z.discriminatedUnion("type", [Yearly, SetDates, InPhase]);
export type When = z.infer<typeof When>;

/** `ends`: the next phase's first day; absent for the last phase. */
export interface PhaseSpan {
  phase: string;
  begins: string;
  ends: string | undefined;
}

export interface Course {
  anchors: Enrollment["anchors"];
  phases: readonly PhaseSpan[];
}

/** How one `when` is reckoned. Days are school dates as the program names them, before quiet days move them. */
interface Reckoning {
  daysFor(course: Course): string[];
  daysIn(year: number): string[];
  /** What tells the occurrence of that day from the milestone's others: `2027`, or `2027-28` for an academic year. */
  nameOf(day: string): string;
  /** The days of that name: one, or none. */
  daysNamed(name: string): string[];
  /** The day that comes back each year, or all days that are set. */
  days: YearlyDay | readonly string[];
}

const ofYear = (on: YearlyDay, year: number): string[] => {
  const day = yearlyDate(on, year);
  return day === undefined ? [] : [day];
};

const yearlyNames = (on: YearlyDay): Pick<Reckoning, "nameOf" | "daysNamed"> => ({
  nameOf: (day) => String(yearOf(day)),
  daysNamed: (name) => (/^\d{4}$/.test(name) ? ofYear(on, Number(name)) : []),
});

/** The academic year in which a class enters, e.g. `2027-28`, or the one that ends with its graduation. */
const academicYear = (anchor: Anchor, year: number): string => {
  const first = anchor === "graduation" ? year - 1 : year;
  return `${first}-${String(first + 1).slice(-2)}`;
};

/**
 * Names of set days. A day is named after its year. Where an earlier class has a day in that year, as with a session in
 * January and the next one in December, it is named after its academic year: so a date that is added renames no other.
 */
const namesOfDates = ({ anchor, dates }: OfType<"dates">): Map<string, string> => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [counted, day] of Object.entries(dates).sort(([one], [other]) => Number(one) - Number(other))) {
    if (names.has(day)) continue;
    const year = String(yearOf(day));
    names.set(day, taken.has(year) ? academicYear(anchor, Number(counted)) : year);
    taken.add(year);
  }
  return names;
};

const within = ({ begins, ends }: PhaseSpan, on: YearlyDay): string[] => {
  const year = yearOf(begins);
  const first = [year, year + 1].flatMap((one) => ofYear(on, one)).find((day) => day >= begins);
  return first === undefined || (ends !== undefined && first >= ends) ? [] : [first];
};

type Types = When["type"];
type OfType<Type extends Types> = { [One in Type]: Extract<When, { type: One }> }[Type];

const RECKONINGS: { [Type in Types]: (when: OfType<Type>) => Reckoning } = {
  yearly: ({ anchor, year, on }) => ({
    daysFor: (course) => ofYear(on, course.anchors[anchor] + year),
    daysIn: (calendarYear) => ofYear(on, calendarYear),
    ...yearlyNames(on),
    days: on,
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
    };
  },

  phase: ({ phase, on }) => ({
    daysFor: ({ phases }) => phases.filter((span) => span.phase === phase).flatMap((span) => within(span, on)),
    daysIn: (calendarYear) => ofYear(on, calendarYear),
    ...yearlyNames(on),
    days: on,
  }),
};

export const reckoningOf = <Type extends Types>(when: OfType<Type>): Reckoning => RECKONINGS[when.type](when);
