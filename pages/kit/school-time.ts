import { Temporal } from "temporal-polyfill";

/** How the console writes instants: always in the school's zone. */
export interface SchoolTime {
  /** `Thursday, April 1, 2027` */
  date(instant: string): string;
  /** `Thu, Apr 1` */
  shortDate(instant: string): string;
  /** `9:00 AM` */
  time(instant: string): string;
  /** `Apr 1, 2027, 9:00 AM` */
  both(instant: string): string;
  /** `2027-04-01` */
  day(instant: string): string;
  /** `Apr 1, 2027`, of a school date such as `2027-04-01`. */
  plainDate(date: string): string;
  /** `Thu, Apr 1`, of a school date. */
  shortPlainDate(date: string): string;
  /** The instant some days or months later, at the same time of day. */
  later(instant: string, by: { days?: number; months?: number }): string;
  /** Noon of a school date such as `2027-04-01`; `undefined` where that is no date. */
  noonOf(date: string): string | undefined;
}

/** Writes and moves instants (ISO 8601 UTC) in a zone such as `America/New_York`. */
export const schoolTime = (timeZone: string): SchoolTime => {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat("en-US", { ...options, timeZone });
    return (instant: string) => format.format(Date.parse(instant)).replaceAll("\u202f", " ");
  };
  const plain = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", year: "numeric", timeZone: "UTC" });
  const short = { weekday: "short", month: "short", day: "numeric" } as const;
  const shortPlain = new Intl.DateTimeFormat("en-US", { ...short, timeZone: "UTC" });
  const clock = { hour: "numeric", minute: "2-digit" } as const;
  const zoned = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return {
    date: formatter({ weekday: "long", month: "long", day: "numeric", year: "numeric" }),
    shortDate: formatter(short),
    time: formatter(clock),
    both: formatter({ month: "short", day: "numeric", year: "numeric", ...clock }),
    plainDate: (date) => plain.format(Date.parse(date)),
    shortPlainDate: (date) => shortPlain.format(Date.parse(date)),
    day: (instant) => zoned(instant).toPlainDate().toString(),
    later: (instant, by) => utc(zoned(instant).add(by)),
    noonOf: (date) => noon(date, timeZone),
  };
};

const utc = (zoned: Temporal.ZonedDateTime): string => zoned.toInstant().toString({ smallestUnit: "millisecond" });

const noon = (date: string, timeZone: string): string | undefined => {
  try {
    return utc(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: "12:00" }));
  } catch {
    return undefined;
  }
};
