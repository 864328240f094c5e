import { readableDate, schoolDate, yearOf } from "#domain/time/dates.ts";
import { wallClock } from "#domain/time/wall-clock.ts";

/**
 * An instant as a student reads it at school, e.g. `Thursday, April 1, 2027 at 9:04 AM EDT`; no line breaks in its
 * time.
 */
export const readableInstant = (instant: string, timeZone: string): string => {
  const { shows, name } = wallClock(Date.parse(instant), timeZone);
  const [date, clock] = [schoolDate(instant, timeZone), new Date(shows)];
  const [hour, minute] = [clock.getUTCHours(), String(clock.getUTCMinutes()).padStart(2, "0")];
  const time = [`${hour % 12 || 12}:${minute}`, hour < 12 ? "AM" : "PM", name].join("\u00a0");
  return `${readableDate(date)}, ${yearOf(date)} at ${time}`;
};
