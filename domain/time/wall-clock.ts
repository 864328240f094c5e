const formats = new Map<string, Intl.DateTimeFormat>();

// Made once for each zone: to make one takes a hundred times as long as to use it.
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  const format = new Intl.DateTimeFormat("en-US", { ...parts, second: "numeric", hourCycle: "h23", timeZone });
  formats.set(timeZone, format);
  return format;
};

/** What a zone's clock shows at an instant, as if it were UTC: nine in New York is nine in UTC. Throws a RangeError. */
export const wallClock = (instant: number, timeZone: string): number => {
  const [month = 0, day, year = 0, hour, minute, second] = (formatIn(timeZone).format(instant).match(/\d+/g) ?? []).map(
    Number,
  );
  const fraction = ((instant % 1000) + 1000) % 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction);
};
