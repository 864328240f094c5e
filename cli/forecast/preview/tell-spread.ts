import type { Program } from "#domain/calendar/program.ts";
import { lastDayFor } from "#domain/forecast/mailing-outlook.ts";
import {
  type AccountBounds,
  type MailingLoad,
  type MailingSpread,
  spreadMailings,
} from "#domain/forecast/mailing-spreads.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { School } from "#domain/time/school.ts";

const mailsIn = (count: number): string => (count === 1 ? "1 mail" : `${count} mails`);

const boundsText = ({ dailyQuota, ratePerSecond }: AccountBounds): string =>
  [
    ...(dailyQuota === undefined ? [] : [`${mailsIn(dailyQuota)} a day`]),
    ...(ratePerSecond === undefined ? [] : [`${mailsIn(ratePerSecond)} a second`]),
  ].join(" and ");

const timeOf = (at: string, timeZone: string): string =>
  new Date(at).toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });

const lineOf = ({ name, mails, days, endsAt, missed, until }: MailingSpread, { timeZone }: School): string => {
  const each = days.map((day) => `${day.date} ${day.mails}`).join(", ");
  const end = days.length === 0 ? "" : `; the last at ${timeOf(endsAt, timeZone)}`;
  const never = missed === 0 ? "" : `; ${missed} never: too late after ${until}`;
  return `  ${name}, ${mailsIn(mails)}: ${each === "" ? "none" : each}${end}${never}`;
};

const loadOf = (program: Program, { occurrence, wave, at }: OutlookMail, mails: number): MailingLoad => {
  const until = lastDayFor(program, { occurrence, wave });
  return { name: `${occurrence}/${wave}`, at, mails, ...(until !== undefined && { until }) };
};

const isSpread = ({ timeZone }: School, { at, days, missed }: MailingSpread): boolean =>
  missed > 0 || days.some(({ date }) => date !== schoolDate(at, timeZone));

/**
 * Tells on which days the mailings go out that are too large for one, by what the account may send; without bounds
 * nothing. Counts every mail that the preview does.
 */
export const spreadText = (program: Program, mails: readonly OutlookMail[], bounds: AccountBounds): string => {
  const { school } = program;
  if (bounds.dailyQuota === undefined && bounds.ratePerSecond === undefined) return "";
  const mailings = Map.groupBy(mails, ({ occurrence, wave, at }) => JSON.stringify([`${occurrence}/${wave}`, at]));
  const loads = [...mailings.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [loadOf(program, first, rest.length + 1)],
  );
  const large = spreadMailings(school, loads, bounds).filter((mailing) => isSpread(school, mailing));
  const account = `With ${boundsText(bounds)}`;
  if (large.length === 0) return `${account} every mailing goes out on its own day.\n`;
  return [
    `${account} these do not all go out on their own day:`,
    ...large.map((mailing) => lineOf(mailing, school)),
    "An estimate: who answers meanwhile needs no mail, and what else the account sends takes its share.",
    "",
  ].join("\n");
};
