/** Fields that a mail's Markdown may use and that are filled in for each recipient when it is sent. */
export const RECIPIENT_FIELDS = ["firstName", "link", "opensOn", "closesOn", "graduationYear"] as const;
export type RecipientField = (typeof RECIPIENT_FIELDS)[number];

/** Fields that are the same for everybody and are filled in when the template is made. */
export const SCHOOL_FIELDS = ["schoolName", "schoolShortName", "officeName", "officeEmail", "milestoneTitle"] as const;
export type SchoolField = (typeof SCHOOL_FIELDS)[number];
