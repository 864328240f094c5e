import type { OfClass } from "./enrollment.ts";

/** Who graduates together: one track, one graduation year. */
export interface Cohort {
  track: string;
  graduationYear: number;
}

/** The name of a cohort, as records and events carry it: `pathways-2028`. */
export const cohortName = ({ track, graduationYear }: Cohort): string => `${track}-${graduationYear}`;

/** Reads a cohort's name; undefined for any other text. The track's own hyphens stay its own: `hst-md-2028`. */
export const parseCohort = (name: string): Cohort | undefined => {
  const [, track, year] = /^(.+)-(\d{4})$/.exec(name) ?? [];
  return track === undefined ? undefined : { track, graduationYear: Number(year) };
};

/** The name of a student's cohort. */
export const cohortOf = ({ track, anchors }: OfClass): string =>
  cohortName({ track, graduationYear: anchors.graduation });
