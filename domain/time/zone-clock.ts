import * as z from "zod/mini";

/** From when on (seconds since 1970) a zone's clock is so many minutes ahead of UTC, and what it is called then. */
const ClockChange = z.tuple([z.int(), z.int(), z.string()]);
type ClockChange = z.infer<typeof ClockChange>;

/** A zone's clock through some years: how it stands at their beginning, every change of it, and when they are over. */
export const ZoneClock = z.object({ timeZone: z.string(), changes: z.array(ClockChange), until: z.int() });
export type ZoneClock = z.infer<typeof ZoneClock>;

/** How a zone's clock stands at an instant, where the clock tells; the instant in milliseconds since 1970. */
export const changeAt = ({ changes, until }: ZoneClock, instant: number): ClockChange | undefined =>
  instant < until * 1000 ? changes.findLast(([from]) => from * 1000 <= instant) : undefined;

/** What an oracle says of a zone at an instant in milliseconds: minutes ahead of UTC, and the clock's name. */
type Oracle = (instant: number) => readonly [minutes: number, name: string];

const DAY = 86_400;

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean => one.join(" ") === other.join(" ");

/** The second in which a clock changes that does so after the one and up to the other. */
const secondOfChange = (at: Oracle, before: number, after: number): number => {
  if (after - before === 1) return after;
  const middle = Math.floor((before + after) / 2);
  return isSame(at(middle * 1000), at(before * 1000))
    ? secondOfChange(at, middle, after)
    : secondOfChange(at, before, middle);
};

/**
 * Works a zone's clock out for some years, by asking for every day of them. @param years the first, and the one after
 */
export const zoneClockOf = (timeZone: string, at: Oracle, years: readonly [number, number]): ZoneClock => {
  const [begin, until] = [Date.UTC(years[0]) / 1000, Date.UTC(years[1]) / 1000];
  const changes: ClockChange[] = [[begin, ...at(begin * 1000)]];
  for (let day = begin; day < until; day += DAY) {
    const [before, after] = [at(day * 1000), at((day + DAY) * 1000)];
    if (isSame(before, after)) continue;
    const second = secondOfChange(at, day, day + DAY);
    changes.push([second, ...at(second * 1000)]);
  }
  return { timeZone, changes, until };
};
