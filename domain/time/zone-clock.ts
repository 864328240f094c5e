import * as z from "zod/mini";

/** From that second since 1970 on, a clock is so many minutes ahead of UTC and has that name, e.g. `EDT`. */
const ClockChange = z.tuple([z.int(), z.int(), z.string()]);
type ClockChange = z.infer<typeof ClockChange>;

/** A zone's clock until a second since 1970: how it stands at first, and every change of it. */
export const ZoneClock = z.object({ timeZone: z.string(), changes: z.array(ClockChange), until: z.int() });
export type ZoneClock = z.infer<typeof ZoneClock>;

/** How a zone's clock stands at an instant (milliseconds since 1970); undefined where the table does not reach. */
export const changeAt = ({ changes, until }: ZoneClock, instant: number): ClockChange | undefined =>
  instant < until * 1000 ? changes.findLast(([from]) => from * 1000 <= instant) : undefined;

type Oracle = (instant: number) => readonly [minutes: number, name: string];

const DAY = 86_400;

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean => one.join(" ") === other.join(" ");

const secondOfChange = (at: Oracle, before: number, after: number): number => {
  if (after - before === 1) return after;
  const middle = Math.floor((before + after) / 2);
  return isSame(at(middle * 1000), at(before * 1000))
    ? secondOfChange(at, middle, after)
    : secondOfChange(at, before, middle);
};

/** Works a zone's clock out by asking for each day. @param years the first, and the one after the last */
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
