import type { Milestone, Program } from "#domain/calendar/program.ts";
import { reckoningOf } from "#domain/calendar/reckoning.ts";
import { datesBetween, instantAt, schoolMinute, yearlyDate } from "#domain/time/dates.ts";
import type { School } from "#domain/time/school.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";

/** AWS counts weekdays from Sunday = 1; the program from Monday = 1. */
const awsWeekday = (weekday: number): number => (weekday % 7) + 1;

const hourAndMinute = (sendAt: string): string => {
  const [hour, minute] = sendAt.split(":");
  return `${Number(minute)} ${Number(hour)}`;
};

const ascending = (numbers: readonly number[]): string => [...new Set(numbers)].sort((a, b) => a - b).join(",");

/**
 * One cron for all dates the school set. It also names days that are in no date: a milestone opens only where it is
 * due.
 */
const onDates = (dates: readonly string[]): string => {
  const days = dates.map((date) => Number(date.slice(8, 10)));
  const months = dates.map((date) => Number(date.slice(5, 7)));
  return `${ascending(days)} ${ascending(months)} ?`;
};

/** Weekdays come back to the same dates after 28 years. */
const YEARS = Array.from({ length: 28 }, (_, index) => 2024 + index);

const isDate = (day: YearlyDay | string): day is string => typeof day === "string";

/** The day before, where a year has none: cron would leave that year out. */
const isLeapDay = ({ month, day }: { month: number; day: number | "last" }): boolean => month === 2 && day === 29;

/** Days that cron cannot say name every date on which they can fall. */
const onDays = (days: readonly (YearlyDay | string)[]): string => {
  const [on] = days;
  if (on !== undefined && days.length === 1 && !isDate(on)) {
    if ("day" in on && on.day !== "last" && !isLeapDay(on)) return `${on.day} ${on.month} ?`;
    if (!("from" in on) && "nth" in on && on.nth !== "last") return `? ${on.month} ${awsWeekday(on.weekday)}#${on.nth}`;
  }
  const dates = days.flatMap((day) => (isDate(day) ? [day] : YEARS.map((year) => yearlyDate(day, year))));
  return onDates(dates.filter((date) => date !== undefined));
};

/**
 * The EventBridge Scheduler expression of a milestone, in the school's time zone.
 * @param milestone the milestone
 * @param sendAt the school's hour of sending, `HH:MM`
 * @returns six cron fields, e.g. `cron(0 9 1 4 ? *)`; weekdays as AWS counts them (1 = Sunday); undefined where nobody
 * has set a day yet
 */
export const scheduleFor = ({ when }: Pick<Milestone, "when">, sendAt: string): string | undefined => {
  const { days } = reckoningOf(when);
  return days.length === 0 ? undefined : `cron(${hourAndMinute(sendAt)} ${onDays(days)} *)`;
};

/**
 * The EventBridge Scheduler expression of every day, quiet days too: the functions themselves know which days are
 * quiet.
 * @param sendAt the school's hour of sending, `HH:MM`
 */
export const dailyAt = (sendAt: string): string => `cron(${hourAndMinute(sendAt)} * * ? *)`;

/** The same, half an hour later: undefined where the school sends no mails any more by then. */
export const laterDailyAt = ({ sendAt, sendWindow }: Pick<School, "sendAt" | "sendWindow">): string | undefined => {
  const [hour = 0, minute = 0] = sendAt.split(":").map(Number);
  const at = hour * 60 + minute + 30;
  const text = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  return text < sendWindow.to ? dailyAt(text) : undefined;
};

/** Each published hour for which mails wait, with the days on which it is the hour: `name` tells it from the others. */
export const releaseSchedules = ({
  milestones,
  school,
}: Pick<Program, "milestones" | "school">): { name: string; expression: string }[] => {
  const releases = milestones.flatMap(({ when }) => (when.type === "dates" ? Object.entries(when.releases ?? {}) : []));
  const later = releases
    .filter(([day, at]) => at > instantAt(day, school.sendAt, school.timeZone))
    .map(([day, at]) => ({ day, time: schoolMinute(at, school.timeZone).slice(11, 16) }));
  return [...Map.groupBy(later, ({ time }) => time)].toSorted().map(([time, those]) => ({
    name: time.replace(":", "-"),
    expression: `cron(${hourAndMinute(time)} ${onDates(those.map(({ day }) => day))} *)`,
  }));
};

/** Each hour at which mails may go out, on the days of every Match Week; undefined where none is known for sure. */
export const hourlyInMatchWeeks = ({ matchWeeks = [], school }: Pick<Program, "matchWeeks" | "school">) => {
  const days = matchWeeks.flatMap(({ from, to }) => datesBetween(from, to));
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => {
    const text = `${String(hour).padStart(2, "0")}:00`;
    return text >= school.sendWindow.from && text < school.sendWindow.to;
  });
  return days.length === 0 ? undefined : `cron(0 ${ascending(hours)} ${onDates(days)} *)`;
};

/** The EventBridge Scheduler expression of every half hour, day and night. */
export const HALF_HOURLY = "cron(0/30 * * * ? *)";
