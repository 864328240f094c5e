import { instantAt, schoolDate } from "./dates.ts";
import { isQuiet } from "./quiet-days.ts";
import type { School } from "./school.ts";

/** What the window is read from. */
export type Hours = Pick<School, "timeZone" | "sendWindow">;

/** The window of a school date: from the first instant up to, but not with, the second. ISO 8601 UTC. */
export interface SendWindow {
  opens: string;
  closes: string;
}

/**
 * The window of a school date, or undefined where daylight saving skips all of it. A bound that daylight saving skips
 * is the valid time after the gap, a repeated one the first of the two, as for every planned instant.
 */
export const windowOf = ({ timeZone, sendWindow: { from, to } }: Hours, date: string): SendWindow | undefined => {
  const window = { opens: instantAt(date, from, timeZone), closes: instantAt(date, to, timeZone) };
  return window.opens < window.closes ? window : undefined;
};

/**
 * The window that an instant lies in, if any.
 * @param instant ISO 8601 UTC
 */
export const windowAt = (hours: Hours, instant: string): SendWindow | undefined => {
  const window = windowOf(hours, schoolDate(instant, hours.timeZone));
  const at = Date.parse(instant);
  return window !== undefined && at >= Date.parse(window.opens) && at < Date.parse(window.closes) ? window : undefined;
};

/**
 * True where mails of a milestone may go out: inside the hours, and on a working day unless it is kept on its exact
 * day.
 * @param instant ISO 8601 UTC
 */
export const mayGoOut = (school: School, { exact }: { exact: boolean }, instant: string): boolean =>
  windowAt(school, instant) !== undefined && (exact || !isQuiet(school, schoolDate(instant, school.timeZone)));
