import type { MailKind } from "#domain/people/mail-kinds.ts";

/** The kinds of mail, as students and staff read them. */
export const KIND_TITLES: Record<MailKind, string> = {
  essential: "What every student needs",
  calendar: "What is coming up",
  residency: "The residency application",
  match: "Match Day",
  nudges: "Reminders",
  enrichment: "Extras",
};
