import type { OfClass } from "./enrollment.ts";

export interface Cohort {
  track: string;
  graduationYear: number;
}

/** A cohort's name in records and events, e.g. `pathways-2028`. */
export const cohortName = ({ track, graduationYear }: Cohort): string => `${track}-${graduationYear}`;

/** Undefined for any other text. A track may have hyphens of its own: `hst-md-2028`. */
export const parseCohort = (name: string): Cohort | undefined => {
  const [, track, year] = /^(.+)-(\d{4})$/.exec(name) ?? [];
  return track === undefined ? undefined : { track, graduationYear: Number(year) };
};

export const cohortOf = ({ track, anchors }: OfClass): string =>
  cohortName({ track, graduationYear: anchors.graduation });
