/** Fields of a mail's Markdown that the sender fills in for each recipient. */
export const RECIPIENT_FIELDS = ["firstName", "link", "opensOn", "closesOn", "graduationYear"] as const;
export type RecipientField = (typeof RECIPIENT_FIELDS)[number];

/** Fields whose values come from a roster and may hold any character; matchward writes all others. */
export const FREE_FIELDS = ["firstName"] as const satisfies readonly RecipientField[];
/** Fields that are the same for everybody and are filled in when the template is made. */
export const SCHOOL_FIELDS = ["schoolName", "schoolShortName", "officeName", "officeEmail", "milestoneTitle"] as const;
export type SchoolField = (typeof SCHOOL_FIELDS)[number];

/** Fields of the layout alone. `preferences`: link to the choices. `alsoOpen`: what else a welcome tells, or empty. */
export const LAYOUT_FIELDS = ["preferences", "alsoOpen"] as const;
export type LayoutField = (typeof LAYOUT_FIELDS)[number];

/** The field of the template alone that is empty for whoever is not on that track. */
export const trackField = (track: string): `track_${string}` => `track_${track.replaceAll("-", "_")}`;

export const HTML_FIELDS = [...FREE_FIELDS, "alsoOpen"] as const;
export type HtmlField = (typeof HTML_FIELDS)[number];

/** Fields of a session's mails alone: what there is to know of it, and their one button. */
export const SESSION_FIELDS = ["session", "sessionButton", "sessionLink"] as const;
export type SessionField = (typeof SESSION_FIELDS)[number];

/** Fields of the notice alone; they hold a sessions file's words, and so any character. */
export const NOTICE_FIELDS = ["subject", "preheader", "heading", "lead"] as const;
export type NoticeField = (typeof NOTICE_FIELDS)[number];

/** Fields of the weekly digest alone. `things`: how many, in words. `items`: each with its line and link. */
export const DIGEST_FIELDS = ["things", "titles", "items"] as const;
