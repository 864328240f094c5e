import * as z from "zod/mini";

/** The tags by which a mail to the office is told apart from students' mails. */
export const OFFICE_TAGS = { to: "office" } as const;

/** True of the tags of a mail to the office. */
export const isToOffice = (tags: Readonly<Record<string, string>>): boolean => tags.to === OFFICE_TAGS.to;

/** The tags of a mail to an advisor, by its id in the records. */
export const advisorTags = (program: string, escalation: string) => ({ to: "advisor", program, escalation }) as const;

/** True of the tags of a mail to an advisor. */
export const isToAdvisor = (tags: Readonly<Record<string, string>>): boolean => tags.to === "advisor";

const ListedAdvisorTags = z.object({
  to: z.tuple([z.literal("advisor")]),
  program: z.tuple([z.string()]),
  escalation: z.tuple([z.string()]),
});

/** The tags of a mail to an advisor, as SES's events bring them; undefined of any other mail. */
export const readAdvisorTags = (
  tags: Record<string, readonly string[]>,
): { program: string; escalation: string } | undefined => {
  const { data } = ListedAdvisorTags.safeParse(tags);
  return data && { program: data.program[0], escalation: data.escalation[0] };
};
