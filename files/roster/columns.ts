/** Columns of the roster, in the order of the documentation. */
export const COLUMNS = [
  "student_id",
  "email",
  "first_name",
  "last_name",
  "preferred_name",
  "track",
  "matriculation_year",
  "graduation_year",
  "society",
  "status",
  "society_advisor_email",
  "cim_access_code",
] as const;
export type Column = (typeof COLUMNS)[number];

const BEGINS = /^([a-z0-9]+(?:_[a-z0-9]+)*)_begins$/;

/** The phase whose first day a column holds: `post_pce_begins` is that of `post-pce`. */
export const phaseOfColumn = (column: string): string | undefined => BEGINS.exec(column)?.[1]?.replaceAll("_", "-");

export const isColumn = (name: string | undefined): name is Column => COLUMNS.some((column) => column === name);
