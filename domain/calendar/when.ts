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
  /** The day that comes back each year, or all days that are set. */
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

export const reckoningOf = <Type extends Types>(when: OfType<Type>): Reckoning => RECKONINGS[when.type](when);
