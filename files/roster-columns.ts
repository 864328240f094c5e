/** Columns of the roster, in the order of the documentation. */
export const COLUMNS = [
  "student_id",
  "email",
  "first_name",
  "last_name",
  "preferred_name",
  "full_name",
  "sortable_name",
  "track",
  "matriculation_year",
  "graduation_year",
  "society",
  "status",
  "society_advisor_email",
  "cim_access_code",
  "degree",
  "leave_from",
  "leave_until",
  "specialty",
  "site",
  "mailbox",
] as const;
export type Column = (typeof COLUMNS)[number];

/** The column of a phase's first day, for who is off the usual path: `post_pce_begins` is that of `post-pce`. */
export const phaseColumn = (phase: string): string => `${phase.replaceAll("-", "_")}_begins`;
