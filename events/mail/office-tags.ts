/** The tags by which a mail to the office is told apart from students' mails. */
export const OFFICE_TAGS = { to: "office" } as const;

/** True of the tags of a mail to the office. */
export const isToOffice = (tags: Readonly<Record<string, string>>): boolean => tags.to === OFFICE_TAGS.to;
