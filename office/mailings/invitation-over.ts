import { isMailingDay } from "#domain/calendar/current-occurrences.ts";
import { whyMissed } from "#domain/calendar/lateness.ts";
import { findOccurrence, type Occurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { addDays, instantAt, schoolDate } from "#domain/time/dates.ts";

/** A first mailing that nobody gets any more. */
export interface InvitationOver {
  why: string;
  /** What a yes lets out nevertheless, and on which school date; undefined where nothing is left. */
  next: { wave: string; day: string } | undefined;
}

/** True of a first mailing that stopped by itself, of which a yes would let nothing out any more. */
export const isUseless = (
  program: Program,
  { occurrence, paused }: { occurrence: string; paused?: { cause?: string | undefined } | undefined },
  now: string,
): boolean => {
  const found = paused?.cause === undefined ? undefined : findOccurrence(program, occurrence);
  const over = found && invitationOver(program, found, now);
  return over !== undefined && over.next === undefined;
};

/** A mailing's day has a second run, so long after the first. */
const HALF_AN_HOUR = 1_800_000;

const nextRun = (program: Program, now: string): string => {
  const { sendAt, timeZone } = program.school;
  const today = schoolDate(now, timeZone);
  const last = Date.parse(instantAt(today, sendAt, timeZone)) + (isMailingDay(program, today) ? HALF_AN_HOUR : 0);
  return Date.parse(now) < last ? today : addDays(today, 1);
};

const nextOf = (program: Program, occurrence: Occurrence, run: string): InvitationOver["next"] => {
  const left = occurrence.waves
    .filter(({ name }) => name !== "open")
    .map((wave) => ({ wave, day: wave.day < run ? run : wave.day }))
    .filter(({ wave, day }) => whyMissed(program, occurrence, wave, day) === undefined);
  const next = left.findLast(({ day }) => day === run) ?? left[0];
  return next && { wave: next.wave.name, day: next.day };
};

/**
 * Whether an occurrence's first mailing is past its catch-up by the next run, and what goes out in its place; undefined
 * while it may go.
 * @param now ISO 8601 UTC
 */
export const invitationOver = (program: Program, occurrence: Occurrence, now: string): InvitationOver | undefined => {
  const open = occurrence.waves.find(({ name }) => name === "open");
  if (open === undefined || Date.parse(open.at) > Date.parse(now)) return undefined;
  const run = nextRun(program, now);
  const why = whyMissed(program, occurrence, open, run);
  return why === undefined ? undefined : { why, next: nextOf(program, occurrence, run) };
};
