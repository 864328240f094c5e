import { addDays, schoolDate } from "../time/dates.ts";
import { isQuiet, workingDayOnOrAfter } from "../time/quiet-days.ts";
import type { School } from "../time/school.ts";
import { morningOf } from "./spread.ts";

export interface MailingLoad {
  name: string;
  mails: number;
  at: string;
  /** The last school date on which its mails may go out; absent where they always may. */
  until?: string;
}

export interface AccountBounds {
  ratePerSecond?: number | undefined;
  dailyQuota?: number | undefined;
}

/** The school dates on which a mailing goes out, when its last mail does, and how many never do. */
export interface MailingSpread extends MailingLoad {
  days: { date: string; mails: number }[];
  endsAt: string;
  missed: number;
}

interface Waiting extends MailingSpread {
  day: string;
  left: number;
}

const NO_BOUND = Number.POSITIVE_INFINITY;

const roomOn = (school: School, date: string, { ratePerSecond = NO_BOUND, dailyQuota = NO_BOUND }: AccountBounds) => {
  const { begins, seconds } = morningOf(school, date);
  const most = seconds === 0 ? 0 : Math.min(Math.floor(seconds * ratePerSecond), dailyQuota);
  const after = (mails: number) => new Date(Date.parse(begins) + (mails / ratePerSecond) * 1000).toISOString();
  return { most, after };
};

const sendOn = (school: School, date: string, mailings: readonly Waiting[], bounds: AccountBounds): void => {
  const { most, after } = roomOn(school, date, bounds);
  let used = 0;
  for (const mailing of mailings) {
    const mails = Math.min(mailing.left, most - used);
    if (mails <= 0) continue;
    used += mails;
    mailing.left -= mails;
    mailing.days.push({ date, mails });
    mailing.endsAt = after(used);
  }
};

/** Spreads mailings over working days, as many a day as the account may send: an estimate, as if nobody answered. */
export const spreadMailings = (
  school: School,
  loads: readonly MailingLoad[],
  bounds: AccountBounds,
): MailingSpread[] => {
  const mailings: Waiting[] = loads
    .map((load) => ({ ...load, day: schoolDate(load.at, school.timeZone), left: load.mails }))
    .map((load) => ({ ...load, days: [], endsAt: load.at, missed: 0 }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const isOpen = ({ left, until = "9999" }: Waiting, date: string) => left > 0 && date <= until;
  let date = mailings[0]?.day;
  while (date !== undefined) {
    const today: string = date;
    const due = mailings.filter((mailing) => mailing.day <= today && isOpen(mailing, today));
    sendOn(school, today, isQuiet(school, today) ? due.filter(({ day }) => day === today) : due, bounds);
    const tomorrow = addDays(today, 1);
    const next = [
      ...(due.some((mailing) => isOpen(mailing, tomorrow)) ? [workingDayOnOrAfter(school, tomorrow)] : []),
      ...mailings.filter(({ day }) => day > today).map(({ day }) => day),
    ];
    date = next.toSorted()[0];
  }
  return mailings.map(({ day: _, left, ...mailing }) => ({ ...mailing, missed: left }));
};
