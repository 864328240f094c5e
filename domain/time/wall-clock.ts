import { changeAt, type ZoneClock } from "./zone-clock.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

// Made once for each zone: to make one takes a hundred times as long as to use it.
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const day = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const time = { hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" } as const;
  const format = new Intl.DateTimeFormat("en-US", { ...day, ...time, timeZone, timeZoneName: "short" });
  formats.set(timeZone, format);
  return format;
};

const clocks = new Map<string, ZoneClock>();

/** Has a zone's clock read from this table: Intl's first answer would take longer than the rest of a page. */
export const knowClock = (clock: ZoneClock): void => void clocks.set(clock.timeZone, clock);

const FORM = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+) (.+)$/;

/** `shows`: local time in milliseconds since 1970, as if it were UTC. `name`: what the clock is called, e.g. `EDT`. */
interface WallClock {
  shows: number;
  name: string;
}

/** A zone's clock at an instant in milliseconds, by Intl. @throws RangeError where there is no such instant or zone */
export const wallClockByIntl = (instant: number, timeZone: string): WallClock => {
  const [, month, day, year, hour, minute, second, name = ""] = FORM.exec(formatIn(timeZone).format(instant)) ?? [];
  const [date, time] = [[year, month, day].map(Number), [hour, minute, second].map(Number)];
  const [y = 0, m = 0, d] = date;
  const shows = Date.UTC(y, m - 1, d, ...time) + (((instant % 1000) + 1000) % 1000);
  return { shows, name };
};

/** A zone's clock at an instant: at nine in New York it `shows` nine in UTC. @throws RangeError as Intl does */
export const wallClock = (instant: number, timeZone: string): WallClock => {
  const clock = clocks.get(timeZone);
  const [, minutes, name] = (clock && changeAt(clock, instant)) ?? [];
  return minutes === undefined || name === undefined
    ? wallClockByIntl(instant, timeZone)
    : { shows: instant + minutes * 60_000, name };
};
