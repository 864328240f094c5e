import { Temporal } from "temporal-polyfill";

/** An instant as a student reads it at school, e.g. `Thursday, April 1, 2027 at 9:04 AM EDT`. */
export const readableInstant = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toLocaleString("en-US", {
      weekday: "long",
      year: "numeric",
      month: "long",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZoneName: "short",
    })
    .replaceAll("\u202f", " ");
