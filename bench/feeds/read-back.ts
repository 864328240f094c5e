import ICAL from "ical.js";
import ical from "node-ical";
import type { CalendarEntry } from "#domain/sessions/calendar-entries.ts";

interface Seen {
  starts: string;
  ends: string;
  title: string;
  url: string;
}

const wanted = ({ when, title, url, isCancelled }: CalendarEntry): Seen | undefined =>
  "day" in when
    ? undefined
    : { starts: when.startsAt, ends: when.endsAt, title: isCancelled ? `Cancelled: ${title}` : title, url: url ?? "" };

const byIcalJs = (text: string): Map<string, Seen> =>
  new Map(
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      const url = String(component.getFirstPropertyValue("url") ?? "");
      const [starts, ends] = [event.startDate, event.endDate].map((time) => time.toJSDate().toISOString());
      return [event.uid, { starts: starts ?? "", ends: ends ?? "", title: event.summary, url }];
    }),
  );

const textOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "val" in value ? String(value.val) : String(value ?? "");

const byNodeIcal = (text: string): Map<string, Seen> =>
  new Map(
    Object.values(ical.sync.parseICS(text)).flatMap((one) =>
      one?.type === "VEVENT"
        ? [
            [
              one.uid,
              {
                starts: one.start.toISOString(),
                ends: one.end?.toISOString() ?? "",
                title: textOf(one.summary),
                url: textOf(one.url),
              },
            ],
          ]
        : [],
    ),
  );

/** What two readers that know nothing of each other see otherwise than it was given; empty where all is right. */
export const wrongIn = (text: string, entries: readonly CalendarEntry[]): string[] =>
  Object.entries({ "ical.js": byIcalJs(text), "node-ical": byNodeIcal(text) }).flatMap(([reader, seen]) => {
    const wrong = entries.filter((entry) => {
      const given = wanted(entry);
      return given !== undefined && JSON.stringify(seen.get(entry.uid)) !== JSON.stringify(given);
    });
    const [first] = wrong;
    if (first === undefined) return [];
    return [`${reader} reads ${wrong.length} otherwise, e.g. ${JSON.stringify(seen.get(first.uid))}`];
  });
