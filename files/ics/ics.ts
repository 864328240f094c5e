import { Buffer } from "node:buffer";
import type { CalendarEntry } from "#domain/sessions/calendar-entries.ts";
import { addDays } from "#domain/time/dates.ts";

const MOST_OCTETS = 75;
const CONTROL = /(?!\n)\p{Cc}/gu;

/** A text value: RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(CONTROL, " ")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");

const octets = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

const foldedLong = (line: string): string => {
  let [folded, width] = ["", 0];
  for (const character of line) {
    const more = octets(character);
    if (width + more > MOST_OCTETS) {
      folded += "\r\n ";
      width = 1;
    }
    folded += character;
    width += more;
  }
  return folded;
};

// Readers join a fold between two characters, and none joins one within a character.
const folded = (line: string): string =>
  line.length * 3 <= MOST_OCTETS || Buffer.byteLength(line) <= MOST_OCTETS ? line : foldedLong(line);

const dateTime = (instant: string): string => `${instant.slice(0, 19).replace(/[-:]/g, "")}Z`;
const date = (day: string): string => day.replaceAll("-", "");

// In UTC, which every reader takes for the same instant: a zone's name is taken for the machine's own by some, and the
// hour that comes twice a year by all in another way.
const times = (when: CalendarEntry["when"]): string[] =>
  "day" in when
    ? [`DTSTART;VALUE=DATE:${date(when.day)}`, `DTEND;VALUE=DATE:${date(addDays(when.day, 1))}`]
    : [`DTSTART:${dateTime(when.startsAt)}`, `DTEND:${dateTime(when.endsAt)}`];

const cancelledTitle = "Cancelled: ";

// Some calendars draw what is cancelled like all else, so the title says it too.
const event = (entry: CalendarEntry): string[] => {
  const { uid, title, when, sequence, revisedAt, isCancelled, place, url, notes } = entry;
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${dateTime(revisedAt)}`,
    `LAST-MODIFIED:${dateTime(revisedAt)}`,
    `SEQUENCE:${sequence}`,
    ...times(when),
    ...("day" in when || entry.isFree ? ["TRANSP:TRANSPARENT"] : []),
    `SUMMARY:${escaped(isCancelled ? cancelledTitle + title : title)}`,
    `STATUS:${isCancelled ? "CANCELLED" : "CONFIRMED"}`,
    ...(place === undefined ? [] : [`LOCATION:${escaped(place)}`]),
    ...(url === undefined ? [] : [`URL:${url}`]),
    ...(notes.length === 0 ? [] : [`DESCRIPTION:${escaped(notes.join("\n"))}`]),
    "END:VEVENT",
  ];
};

/**
 * A calendar as RFC 5545 has it: lines of at most 75 octets that end in CRLF. One entry a `uid`; the texts are the same
 * on any machine clock. An `url` is written as it is and must be one.
 */
export const icsOf = (name: string, timeZone: string, entries: readonly CalendarEntry[]): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//matchward//matchward//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${timeZone}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...entries.flatMap(event),
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
