import * as z from "zod/mini";
import type { Anchor } from "../people/enrollment.ts";
import { yearOf } from "../time/dates.ts";

export interface OccurrenceName {
  milestone: string;
  /**
   * The year of the program's day before quiet days move it: `2027`; the academic year, `2027-28`, where an earlier
   * class has a day in that year; or `2027-03-12` where a milestone may come twice a year.
   */
  on: string;
}

const FORM = /^([a-z0-9-]{1,100})@(\d{4}(?:-\d{2}){0,2})$/;

/** As it stands in records, events, links and addresses: `retake-cim-survey@2027` or `seminar@2027-03-12`. */
export const OccurrenceId = z.string().check(z.regex(FORM));

export const occurrenceId = ({ milestone, on }: OccurrenceName): string => `${milestone}@${on}`;

/** Undefined for any other text. Whether the program has such an occurrence is not looked at. */
export const parseOccurrenceId = (id: string): OccurrenceName | undefined => {
  const [, milestone, on] = FORM.exec(id) ?? [];
  return milestone === undefined || on === undefined ? undefined : { milestone, on };
};

/** The academic year in which a class enters, e.g. `2027-28`, or the one that ends with its graduation. */
const academicYear = (anchor: Anchor, year: number): string => {
  const first = anchor === "graduation" ? year - 1 : year;
  return `${first}-${String(first + 1).slice(-2)}`;
};

/**
 * Names of set days. A day is named after its year. Where an earlier class has a day in that year, as with a session in
 * January and the next one in December, it is named after its academic year: so a date that is added renames no other.
 */
export const namesOfDates = ({
  anchor,
  dates,
}: {
  anchor: Anchor;
  dates: Readonly<Record<string, string>>;
}): Map<string, string> => {
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
