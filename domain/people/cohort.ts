/** Who starts out together: one track, one graduation year. */
export interface Cohort {
  track: string;
  graduationYear: number;
}

/** The name of a cohort, as records and events carry it: `pathways-2028`. */
export const cohortOf = ({ track, graduationYear }: Cohort): string => `${track}-${graduationYear}`;

/** Reads a cohort's name; undefined for any other text. The track's own hyphens stay its own: `hst-md-2028`. */
export const parseCohort = (name: string): Cohort | undefined => {
  const [, track, year] = /^(.+)-(\d{4})$/.exec(name) ?? [];
  return track === undefined ? undefined : { track, graduationYear: Number(year) };
};
