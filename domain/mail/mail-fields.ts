/** Fields that a mail's Markdown may use and that are filled in for each recipient when it is sent. */
export const RECIPIENT_FIELDS = ["firstName", "link", "opensOn", "closesOn", "graduationYear"] as const;
export type RecipientField = (typeof RECIPIENT_FIELDS)[number];

/** Those whose values come from a roster and may hold any character; the others' are made here, of safe ones alone. */
export const FREE_FIELDS = ["firstName"] as const satisfies readonly RecipientField[];
export type FreeField = (typeof FREE_FIELDS)[number];

/** Fields that are the same for everybody and are filled in when the template is made. */
export const SCHOOL_FIELDS = ["schoolName", "schoolShortName", "officeName", "officeEmail", "milestoneTitle"] as const;
export type SchoolField = (typeof SCHOOL_FIELDS)[number];

/**
 * Fields of the layout around a mail, filled in for each recipient; a mail's Markdown cannot use them. `preferences`:
 * the student's own page of choices, empty in a mail that nobody can decline.
 */
export const LAYOUT_FIELDS = ["preferences"] as const;
export type LayoutField = (typeof LAYOUT_FIELDS)[number];
