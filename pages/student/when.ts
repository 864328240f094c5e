import { readableDay, readableTime } from "#domain/time/readable-times.ts";
import { wallClock } from "#domain/time/wall-clock.ts";

/**
 * An instant as a student reads it at school, e.g. `Thursday, April 1, 2027 at 9:04 AM EDT`; no line breaks in its
 * time.
 */
export const readableInstant = (instant: string, timeZone: string): string => {
  const { name } = wallClock(Date.parse(instant), timeZone);
  const time = `${readableTime(instant, timeZone)} ${name}`.replaceAll(" ", "\u00a0");
  return `${readableDay(instant, timeZone)} at ${time}`;
};
