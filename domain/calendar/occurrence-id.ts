import * as z from "zod/mini";

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
