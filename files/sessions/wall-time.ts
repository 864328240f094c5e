import { instantAt, schoolMinute } from "#domain/time/dates.ts";
import { readDate } from "../roster/years-and-dates.ts";

/** A local time as it was understood, or why it cannot be one. `isTwice`: the clock shows it twice that day. */
export type WallTime = { instant: string; date: string; isTwice: boolean } | { fault: string };

const TIME = /^(\d{1,2}):(\d{2})(?::00)?(?: ?([ap])\.?m\.?)?$/i;
const BOTH = /^(.*\d)[T ,] *(\d{1,2}:\d{2}(?::00)?(?: ?[ap]\.?m\.?)?)$/i;
const SERIAL = /^\d{5}(\.\d+)?$/;
const [FIRST_DAY, LAST_DAY] = ["1990-01-01", "2100-12-31"];
const HOUR = 3_600_000;

const timeOfDay = (text: string): string | undefined => {
  const [, hours = "", minutes = "", half] = TIME.exec(text) ?? [];
  if (hours === "") return undefined;
  const written = Number(hours);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  return hour > 23 || Number(minutes) > 59 ? undefined : `${String(hour).padStart(2, "0")}:${minutes}`;
};

const HOW = "write it like 2027-02-10 17:30";

const at = (date: string, time: string, timeZone: string): WallTime => {
  const instant = instantAt(date, time, timeZone);
  if (!schoolMinute(instant, timeZone).startsWith(`${date} ${time}`))
    return { fault: `names ${time} on ${date}, which no clock shows: it is set forward over that time` };
  const later = new Date(Date.parse(instant) + HOUR).toISOString();
  return { instant, date, isTwice: schoolMinute(later, timeZone).startsWith(`${date} ${time}`) };
};

/**
 * Reads a day and a time of the school's clock, e.g. `2027-02-10 17:30`, also `February 10, 2027 5:30 PM`.
 * @param day the school date that a time alone is of, if any
 */
export const readWallTime = (text: string, timeZone: string, day?: string): WallTime => {
  if (SERIAL.test(text)) return { fault: `is a spreadsheet's number of a day; ${HOW}` };
  const alone = timeOfDay(text);
  if (alone !== undefined && day !== undefined) return at(day, alone, timeZone);
  const [, dated = "", clock = ""] = BOTH.exec(text) ?? [];
  const time = timeOfDay(clock);
  if (time === undefined) return { fault: `is no day with a time; ${HOW}` };
  const date = readDate(dated.trim());
  if ("value" in date && (date.value < FIRST_DAY || date.value > LAST_DAY))
    return { fault: `is in no year that a school plans; ${HOW}` };
  return "left" in date
    ? { fault: date.left.replace("2027-08-01", "2027-02-10 17:30") }
    : at(date.value, time, timeZone);
};
