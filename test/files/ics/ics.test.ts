import { Buffer } from "node:buffer";
import fc from "fast-check";
import ICAL from "ical.js";
import ical from "node-ical";
import { describe, expect, test } from "vitest";
import type { CalendarEntry } from "#domain/sessions/calendar-entries.ts";
import { icsOf } from "#files/ics/ics.ts";

const entry = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: "session-rtr1@hms.matchward",
  title: "Road to Residency I",
  when: { startsAt: "2027-01-20T22:30:00.000Z", endsAt: "2027-01-21T00:00:00.000Z" },
  sequence: 0,
  revisedAt: "2026-07-01T04:00:00.000Z",
  isCancelled: false,
  notes: [],
  ...change,
});

const icsWith = (...entries: CalendarEntry[]): string => icsOf("Career planning", "America/New_York", entries);

/** What two readers that know nothing of matchward make of a calendar's first entry. */
const readBy = (ics: string) => {
  const first = new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent("vevent");
  if (first === null) throw new Error("no entry");
  const [other] = Object.values(ical.sync.parseICS(ics)).filter((one) => one?.type === "VEVENT");
  if (other?.type !== "VEVENT") throw new Error("no entry");
  const event = new ICAL.Event(first);
  return {
    ical: {
      starts: event.startDate.toJSDate().toISOString(),
      ends: event.endDate.toJSDate().toISOString(),
      title: event.summary,
      place: event.location,
      notes: event.description,
      url: String(first.getFirstPropertyValue("url") ?? ""),
    },
    node: {
      starts: other.start.toISOString(),
      ends: other.end?.toISOString(),
      title: other.summary,
      place: other.location ?? null,
      notes: other.description ?? null,
      url: String(other.url ?? ""),
    },
  };
};

test("two independent readers see the hour, the place, the words and the link as they were given", () => {
  const url = "https://school.example/session?days=1,2;room=5";
  const notes = ["With: Dr. Éva Ruiz; residents", `Join: ${url}`];
  const read = readBy(icsWith(entry({ place: "TMEC 227, Amphitheater", url, notes })));
  const seen = {
    starts: "2027-01-20T22:30:00.000Z",
    ends: "2027-01-21T00:00:00.000Z",
    title: "Road to Residency I",
    place: "TMEC 227, Amphitheater",
    notes: notes.join("\n"),
    url,
  };
  expect(read).toEqual({ ical: seen, node: seen });
});

test("in the hour that comes twice, each of the two instants stays itself for both readers", () => {
  for (const startsAt of ["2027-11-07T05:30:00.000Z", "2027-11-07T06:30:00.000Z"]) {
    const { ical: one, node } = readBy(icsWith(entry({ when: { startsAt, endsAt: "2027-11-07T08:00:00.000Z" } })));
    expect([one.starts, node.starts]).toEqual([startsAt, startsAt]);
  }
});

test("a whole day has no hour, and ends where the next one begins", () => {
  const lines = icsWith(entry({ when: { day: "2028-02-29" } })).split("\r\n");
  expect(lines).toContain("DTSTART;VALUE=DATE:20280229");
  expect(lines).toContain("DTEND;VALUE=DATE:20280301");
});

test("what is cancelled says so in its title too, and has the sequence of the change", () => {
  const lines = icsWith(entry({ isCancelled: true, sequence: 3 })).split("\r\n");
  expect(lines).toContain("SUMMARY:Cancelled: Road to Residency I");
  expect(lines).toContain("STATUS:CANCELLED");
  expect(lines).toContain("SEQUENCE:3");
});

test("a calendar without an entry is a calendar", () => {
  expect(ICAL.parse(icsWith())[0]).toBe("vcalendar");
});

describe("whatever the texts are", () => {
  const words = fc.string({ unit: "grapheme", maxLength: 120 }).map((text) => text.replace(/\p{Cc}/gu, " "));

  test("no line is longer than 75 octets, each ends in CRLF, no character is cut, and ical.js reads them back", () => {
    fc.assert(
      fc.property(words, words, words, (title, place, note) => {
        const ics = icsWith(entry({ title, place, notes: [note, note] }));
        const lines = ics.split("\r\n");
        expect(lines.pop()).toBe("");
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(Buffer.from(line).toString()).toBe(line);
        }
        const { ical: read } = readBy(ics);
        expect([read.title, read.place, read.notes]).toEqual([title, place, `${note}\n${note}`]);
      }),
    );
  });
});
