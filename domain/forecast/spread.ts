import { addDays, instantAt, schoolDate } from "../time/dates.ts";
import { workingDayOnOrAfter } from "../time/quiet-days.ts";
import type { School } from "../time/school.ts";
import { windowAt, windowOf } from "../time/send-window.ts";

/** `from`: ISO 8601 UTC. Without a rate nobody knows when mails go out; without a quota there is no bound. */
export interface Load {
  mails: number;
  from: string;
  ratePerSecond?: number | undefined;
  dailyQuota?: number | undefined;
}

export interface Spread {
  days: number;
  endsAt: string;
}

const MOST_DAYS = 3_660;

interface Stretch {
  begins: string;
  seconds: number;
}

const stretch = (begins: string, closes: string): Stretch => ({
  begins,
  seconds: Math.max(0, Date.parse(closes) - Date.parse(begins)) / 1000,
});

/** The part of a date from its morning's plan until the send window closes. */
export const morningOf = (school: School, date: string): Stretch => {
  const begins = instantAt(date, school.sendAt, school.timeZone);
  return stretch(begins, windowOf(school, date)?.closes ?? begins);
};

const today = (school: School, from: string): Stretch => stretch(from, windowAt(school, from)?.closes ?? from);

/** Undefined without a rate, a mail, or an end. It reckons as if the account sent nothing else. */
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
