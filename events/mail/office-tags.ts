/** The tags by which a mail to the office is told apart from students' mails. */
export const OFFICE_TAGS = { to: "office" } as const;

/** True of the tags of a mail to the office. */
export const isToOffice = (tags: Readonly<Record<string, string>>): boolean => tags.to === OFFICE_TAGS.to;

/** The tags of a mail to an advisor, by its id in the records. */
export const advisorTags = (program: string, escalation: string) => ({ to: "advisor", program, escalation }) as const;

/** True of the tags of a mail to an advisor. */
export const isToAdvisor = (tags: Readonly<Record<string, string>>): boolean => tags.to === "advisor";
