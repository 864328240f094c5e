import type { FirstMailingAhead } from "./approve-first.ts";

const students = (count: number): string => (count === 1 ? "one student" : `${count} students`);

const compared = (now: number, before: number): string => {
  if (now === before) return "as many";
  return now > before ? `${now - before} more` : `${before - now} fewer`;
};

/** How many get a first mailing, and how that differs from last year. */
export const headCount = ({ recipients, lastYear }: FirstMailingAhead): string =>
  lastYear === undefined
    ? `Up to ${students(recipients)}; no mailing of last year is on record.`
    : `Up to ${students(recipients)}; ${lastYear.occurrence} went to ${lastYear.recipients}: ` +
      `${compared(recipients, lastYear.recipients)}.`;

/** How it stands: `waits for approval`, `approved by R. Vance`. */
export const standing = ({ known, isWaiting }: FirstMailingAhead): string => {
  if (isWaiting) return known?.paused === undefined ? "waits for approval" : "was due, and waits for approval";
  return `approved by ${known?.approved?.by ?? "nobody"}`;
};
