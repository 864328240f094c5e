import * as z from "zod/mini";
import { Anchor, type Enrollment } from "../people/enrollment.ts";
import { yearlyDate, yearOf } from "../time/dates.ts";
import { IsoDate, YearlyDay } from "../time/yearly-day.ts";
import { PublicId } from "./public-id.ts";

/** A day that comes back each year, in the anchor's year plus `year`: April 15 in the year before graduation. */
const Yearly = z.object({ type: z.literal("yearly"), anchor: Anchor, year: z.int(), on: YearlyDay });

/** Days that the school sets one by one; the key is the anchor's year plus `year`, e.g. the year a class entered. */
const SetDates = z.object({
  type: z.literal("dates"),
  anchor: Anchor,
  year: z.int(),
  dates: z.record(z.string().check(z.regex(/^\d{4}$/)), IsoDate),
});

/** The first such day within that phase of a student: the April 1 of their year on the wards. */
const InPhase = z.object({ type: z.literal("phase"), phase: PublicId, on: YearlyDay });

/** When a milestone falls for a student. A new way to say it is a schema here and an entry of `RECKONINGS`. */
export const When = z.discriminatedUnion("type", [Yearly, SetDates, InPhase]);
export type When = z.infer<typeof When>;

/** One phase of a student: `begins` is its first day; it ends on the day before the next begins. */
export interface PhaseSpan {
  phase: string;
  begins: string;
  /** First day of the next phase; absent for the last. */
  ends: string | undefined;
}

/** What the days of a student hang on. */
export interface Course {
  anchors: Enrollment["anchors"];
  phases: readonly PhaseSpan[];
}

/** How one `when` is reckoned. Days are school dates as the program names them, before quiet days are looked at. */
interface Reckoning {
  /** The days that fall to a student. */
  daysFor(course: Course): string[];
  /** The days in a calendar year, whomever they fall to. */
  daysIn(year: number): string[];
  /** All days at once: the one that comes back each year, or those that are set. */
  days: YearlyDay | readonly string[];
}

const ofYear = (on: YearlyDay, year: number): string[] => {
  const day = yearlyDate(on, year);
  return day === undefined ? [] : [day];
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
    days: on,
  }),

  dates: ({ anchor, year, dates }) => {
    const days = [...new Set(Object.values(dates))];
    return {
      daysFor: (course) => [dates[String(course.anchors[anchor] + year)]].filter((day) => day !== undefined),
      daysIn: (calendarYear) => days.filter((day) => yearOf(day) === calendarYear),
      days,
    };
  },

  phase: ({ phase, on }) => ({
    daysFor: ({ phases }) => phases.filter((span) => span.phase === phase).flatMap((span) => within(span, on)),
    daysIn: (calendarYear) => ofYear(on, calendarYear),
    days: on,
  }),
};

/** How a milestone's `when` is reckoned, by its type. */
export const reckoningOf = <Type extends Types>(when: OfType<Type>): Reckoning => RECKONINGS[when.type](when);
