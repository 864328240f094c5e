import { instantAt, schoolDate } from "./dates.ts";
import { isQuiet } from "./quiet-days.ts";
import type { School } from "./school.ts";

export type Hours = Pick<School, "timeZone" | "sendWindow">;

/** From the first instant up to, but not with, the second. ISO 8601 UTC. */
export interface SendWindow {
  opens: string;
  closes: string;
}

/** The window of a school date; undefined where daylight saving skips all of it. */
export const windowOf = ({ timeZone, sendWindow: { from, to } }: Hours, date: string): SendWindow | undefined => {
  const window = { opens: instantAt(date, from, timeZone), closes: instantAt(date, to, timeZone) };
  return window.opens < window.closes ? window : undefined;
};

export const windowAt = (hours: Hours, instant: string): SendWindow | undefined => {
  const window = windowOf(hours, schoolDate(instant, hours.timeZone));
  const at = Date.parse(instant);
  return window !== undefined && at >= Date.parse(window.opens) && at < Date.parse(window.closes) ? window : undefined;
};

/** True inside the hours of a working day, or of any day where the milestone is `exact`. `instant`: ISO 8601 UTC. */
export const mayGoOut = (school: School, { exact }: { exact: boolean }, instant: string): boolean =>
  windowAt(school, instant) !== undefined && (exact || !isQuiet(school, schoolDate(instant, school.timeZone)));
