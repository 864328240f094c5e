import { addDays, instantAt, schoolDate } from "../time/dates.ts";
import { workingDayOnOrAfter } from "../time/quiet-days.ts";
import type { School } from "../time/school.ts";
import { windowAt, windowOf } from "../time/send-window.ts";

/** How many mails are to go out, from when on, and how fast and how many a day. */
export interface Load {
  mails: number;
  /** ISO 8601 UTC. */
  from: string;
  /** Absent where it is not known. */
  ratePerSecond?: number | undefined;
  /** Absent where there is no bound. */
  dailyQuota?: number | undefined;
}

/** On how many days mails go out, and when the last one does (ISO 8601 UTC). */
export interface Spread {
  days: number;
  endsAt: string;
}

/** Far beyond any bound of lateness: what takes longer never ends. */
const MOST_DAYS = 3_660;

/** Seconds of the window that are left from an instant on, and the instant. */
interface Stretch {
  begins: string;
  seconds: number;
}

const stretch = (begins: string, closes: string): Stretch => ({
  begins,
  seconds: Math.max(0, Date.parse(closes) - Date.parse(begins)) / 1000,
});

/** What is left of a day: from the plan of its morning on, which brings up whatever the days before left. */
export const morningOf = (school: School, date: string): Stretch => {
  const begins = instantAt(date, school.sendAt, school.timeZone);
  return stretch(begins, windowOf(school, date)?.closes ?? begins);
};

/** Now, where mails may go out; else nothing of today. */
const today = (school: School, from: string): Stretch => stretch(from, windowAt(school, from)?.closes ?? from);

/**
 * When a load of mails will have gone out: as many as the rate and the day's quota allow within the window, and the
 * rest from the plan of the next working morning on. Undefined where there is nothing to send, that never ends, or the
 * rate is not known. It is an estimate: other mails of the account take their share of both, and a quota counts 24
 * hours back, not from midnight.
 */
export const spreadOf = (school: School, { mails, from, ratePerSecond = 0, dailyQuota }: Load): Spread | undefined => {
  if (mails <= 0 || !(ratePerSecond > 0)) return undefined;
  let left = mails;
  let date = schoolDate(from, school.timeZone);
  let { begins, seconds } = today(school, from);
  for (let days = 0, looked = 0; looked < MOST_DAYS; looked += 1) {
    const most = Math.min(Math.floor(seconds * ratePerSecond), dailyQuota ?? Number.POSITIVE_INFINITY);
    if (most > 0) days += 1;
    if (left <= most)
      return { days, endsAt: new Date(Date.parse(begins) + (left / ratePerSecond) * 1000).toISOString() };
    left -= Math.max(0, most);
    date = workingDayOnOrAfter(school, addDays(date, 1));
    ({ begins, seconds } = morningOf(school, date));
  }
  return undefined;
};
