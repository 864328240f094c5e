const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it, and a school has one time zone. */
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  });
  formats.set(timeZone, format);
  return format;
};

/** An instant as a student reads it at school, e.g. `Thursday, April 1, 2027 at 9:04 AM EDT`; no line breaks in its time. */
export const readableInstant = (instant: string, timeZone: string): string =>
  formatIn(timeZone)
    .format(new Date(instant))
    .replace(/\s([AP]M)\s/, "\u00a0$1\u00a0");
