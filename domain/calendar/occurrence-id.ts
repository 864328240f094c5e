import * as z from "zod/mini";

/** What an occurrence's id says: `on` is the year it falls in, or its date where the milestone may come twice a year. */
export interface OccurrenceName {
  milestone: string;
  /** `2027` or `2027-03-12`: the day that the program names, before quiet days are looked at. */
  on: string;
}

const FORM = /^([a-z0-9-]{1,100})@(\d{4}(?:-\d{2}-\d{2})?)$/;

/** An occurrence's id as it stands in records, events, links and addresses: `retake-cim-survey@2027`. */
export const OccurrenceId = z.string().check(z.regex(FORM));

/** Makes the id of an occurrence, e.g. `retake-cim-survey@2027` or `seminar@2027-03-12`. */
export const occurrenceId = ({ milestone, on }: OccurrenceName): string => `${milestone}@${on}`;

/** Reads an occurrence's id; undefined for any other text. Whether the program has such an occurrence is not looked at. */
export const parseOccurrenceId = (id: string): OccurrenceName | undefined => {
  const [, milestone, on] = FORM.exec(id) ?? [];
  return milestone === undefined || on === undefined ? undefined : { milestone, on };
};

/** The calendar year of an occurrence, whichever way its id says it. */
export const yearIn = ({ on }: OccurrenceName): number => Number(on.slice(0, 4));
