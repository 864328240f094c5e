import ICAL from "ical.js";
import { default as generator, ICalEventStatus } from "ical-generator";
import { createEvents, type EventAttributes } from "ics";
import type { CalendarEntry } from "#domain/sessions/calendar-entries.ts";
import { addDays } from "#domain/time/dates.ts";
import { icsOf } from "#files/ics/ics.ts";

/** Writes entries as a calendar. */
export type Writer = (entries: readonly CalendarEntry[]) => string;

const ZONE = "America/New_York";

const titleOf = ({ isCancelled, title }: CalendarEntry): string => (isCancelled ? `Cancelled: ${title}` : title);

const byIcalGenerator: Writer = (entries) => {
  const calendar = generator({ name: "Career planning", ttl: 3600 });
  for (const entry of entries) {
    const { uid, sequence, revisedAt, place, url, notes, when } = entry;
    const isDay = "day" in when;
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(revisedAt),
      lastModified: new Date(revisedAt),
      start: new Date(isDay ? when.day : when.startsAt),
      end: new Date(isDay ? addDays(when.day, 1) : when.endsAt),
      allDay: isDay,
      summary: titleOf(entry),
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      location: place ?? null,
      url: url ?? null,
      description: notes.length === 0 ? null : notes.join("\n"),
    });
  }
  return calendar.toString();
};

const dayParts = (day: string): [number, number, number] => {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return [year, month, date];
};

const byIcs: Writer = (entries) => {
  const events = entries.map((entry): EventAttributes => {
    const { uid, sequence, revisedAt, place, url, notes, when } = entry;
    const times =
      "day" in when
        ? { start: dayParts(when.day), end: dayParts(addDays(when.day, 1)) }
        : { start: Date.parse(when.startsAt), end: Date.parse(when.endsAt), startOutputType: "utc" as const };
    return {
      uid,
      sequence,
      ...times,
      lastModified: Date.parse(revisedAt),
      title: titleOf(entry),
      status: entry.isCancelled ? "CANCELLED" : "CONFIRMED",
      ...(place !== undefined && { location: place }),
      ...(url !== undefined && { url }),
      ...(notes.length > 0 && { description: notes.join("\n") }),
    };
  });
  const { error, value } = createEvents(events, { calName: "Career planning", method: "PUBLISH" });
  if (typeof value !== "string") throw error ?? new Error("ics wrote nothing");
  return value;
};

const utc = (instant: string): ICAL.Time => ICAL.Time.fromJSDate(new Date(instant), true);

const byIcalJs: Writer = (entries) => {
  const calendar = new ICAL.Component("vcalendar");
  calendar.updatePropertyWithValue("version", "2.0");
  calendar.updatePropertyWithValue("prodid", "-//matchward//matchward//EN");
  for (const entry of entries) {
    const { uid, sequence, revisedAt, place, url, notes, when } = entry;
    const event = new ICAL.Component("vevent");
    const set = (name: string, value: string | number | ICAL.Time) => event.updatePropertyWithValue(name, value);
    set("uid", uid);
    set("sequence", sequence);
    set("dtstamp", utc(revisedAt));
    set("last-modified", utc(revisedAt));
    set("dtstart", "day" in when ? ICAL.Time.fromDateString(when.day) : utc(when.startsAt));
    set("dtend", "day" in when ? ICAL.Time.fromDateString(addDays(when.day, 1)) : utc(when.endsAt));
    set("summary", titleOf(entry));
    set("status", entry.isCancelled ? "CANCELLED" : "CONFIRMED");
    if (place !== undefined) set("location", place);
    if (url !== undefined) set("url", url);
    if (notes.length > 0) set("description", notes.join("\n"));
    calendar.addSubcomponent(event);
  }
  return calendar.toString();
};

export const WRITERS: Record<string, Writer> = {
  matchward: (entries) => icsOf("Career planning", ZONE, entries),
  "ical-generator": byIcalGenerator,
  ics: byIcs,
  "ical.js": byIcalJs,
};
