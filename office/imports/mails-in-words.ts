import type { MailCounts, MailsTold } from "#domain/forecast/foretell/import-difference.ts";

const NAMES = ["gained", "lost", "moved"] as const;

const counted = (counts: MailCounts): string =>
  NAMES.filter((name) => counts[name] > 0)
    .map((name) => `${counts[name]} ${name}`)
    .join(", ");

/** What an import makes of the mails of the coming year: in all, and of the occurrences with most changes. */
export const mailsInWords = (mails: MailsTold): { sum: string; lines: string[] } => ({
  sum: counted(mails),
  lines: mails.occurrences.map(({ occurrence, ...counts }) => `${occurrence}: ${counted(counts)}`),
});
