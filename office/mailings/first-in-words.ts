import type { Program } from "#domain/calendar/program.ts";
import { readableDate, schoolMinute } from "#domain/time/dates.ts";
import { waveLabel } from "../titles.ts";
import { type FirstMailingAhead, otherPause } from "./approve-first.ts";
import { BY_HAND } from "./paused-mailings.ts";

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

/** How it stands: `waits for approval`, `approved by R. Vance`, `waits for approval, and is paused by staff`. */
export const standing = (first: FirstMailingAhead): string => {
  const due = first.isDue ? "was due, and waits for approval" : "waits for approval";
  const approval = first.isWaiting ? due : `approved by ${first.known?.approved?.by ?? "nobody"}`;
  const paused = otherPause(first);
  return paused === undefined
    ? approval
    : `${approval}, and ${paused.reason === BY_HAND ? "is paused by staff" : "stopped"}`;
};

/** Why a yes changes nothing yet: since when it is paused, and why; undefined where nothing but a yes is missing. */
export const whyPaused = ({ school }: Program, first: FirstMailingAhead): string | undefined => {
  const paused = otherPause(first);
  if (paused === undefined) return undefined;
  const how = paused.reason === BY_HAND ? "is paused by staff since" : "stopped at";
  return `It ${how} ${schoolMinute(paused.at, school.timeZone)}: ${paused.reason}.`;
};

/** That nobody gets it any more, and what a yes lets out in its place; undefined while it may go out. */
export const whatIsLeft = ({ over }: FirstMailingAhead): string | undefined => {
  if (over === undefined) return undefined;
  const left = over.next
    ? `With a yes, its ${waveLabel(over.next.wave)} would go out next, on ${readableDate(over.next.day)}.`
    : "Nothing else of it goes out either.";
  return `The invitation is over, and nobody gets it any more (${over.why}). ${left}`;
};
