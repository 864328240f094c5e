import { readIsoDate } from "../notation/iso-date.ts";
import type { Understood } from "../understood.ts";

const AT = /^(\d{4}-\d{2}-\d{2})(?:[T ](.+))?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads a time of day, e.g. `21:00`. */
export const readClockTime = (text: string): Understood<string> =>
  TIME.test(text)
    ? { ok: true, value: text }
    : { ok: false, what: `"${text}" is not a time of day.`, mend: 'Write it like "21:00"; the zone stands beside it.' };

/** Reads a day with a time of the wall clock, e.g. `2028-03-01T21:00`; a day alone begins at midnight. */
export const readAt = (text: string): Understood<string> => {
  const [, day = text, time = "00:00"] = AT.exec(text) ?? [];
  const [date, clock] = [readIsoDate(day), readClockTime(time)];
  if (!date.ok) return date;
  return clock.ok ? { ok: true, value: `${date.value}T${clock.value}` } : clock;
};
