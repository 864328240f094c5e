import type { Occurrence } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { addDays, instantAt, schoolDate } from "../time/dates.ts";
import { itemOf } from "./guests.ts";
import type { KnownSession } from "./session.ts";

/** One entry of a calendar: at a time, or on a whole school date. Its `uid` stays the same for ever. */
export interface CalendarEntry {
  uid: string;
  title: string;
  when: { startsAt: string; endsAt: string } | { day: string };
  sequence: number;
  revisedAt: string;
  isCancelled: boolean;
  place?: string;
  url?: string;
  notes: string[];
}

const CANCELLED_FOR = 30;

/** False of a session that was cancelled more than 30 days before that instant. */
export const isShown = ({ status, revisedAt }: KnownSession, now: string): boolean =>
  status === "planned" || schoolDate(now, "UTC") <= addDays(schoolDate(revisedAt, "UTC"), CANCELLED_FOR);

const noteOf = (label: string, text: string | undefined): string[] => (text === undefined ? [] : [`${label}: ${text}`]);

// "Dermatology" alone says little in a calendar: it is one of the Specialty Interest Series.
const titleOf = (program: Program, session: KnownSession): string => {
  const item = itemOf(program, session);
  const series = item !== undefined && "series" in item ? item.series.title : session.title;
  return session.title.includes(series) ? session.title : `${series}: ${session.title}`;
};

/**
 * A session in a calendar.
 * @param isPublic leaves out how it is joined, which is for its guests
 */
export const sessionEntry = (program: Program, session: KnownSession, isPublic: boolean): CalendarEntry => {
  const { startsAt, endsAt, place, link, recording } = session;
  const url = isPublic ? undefined : (recording ?? link);
  return {
    uid: `session-${session.id}@${program.id}.matchward`,
    title: titleOf(program, session),
    when: { startsAt, endsAt },
    sequence: session.sequence,
    revisedAt: session.revisedAt,
    isCancelled: session.status === "cancelled",
    ...(place === undefined ? {} : { place }),
    ...(url === undefined ? {} : { url }),
    notes: [
      ...noteOf("With", session.speakers),
      ...noteOf("For", session.audienceNote),
      ...noteOf("Join", isPublic ? undefined : link),
      ...noteOf("Recording", isPublic ? undefined : recording),
    ],
  };
};

/** The days that an occurrence puts in a calendar: its last day to answer, and its own where no other will do. */
export const occurrenceEntries = (
  program: Program,
  { id, milestone, closes, nominal }: Occurrence,
): CalendarEntry[] => {
  const { school } = program;
  const entry = (kind: string, title: string, day: string): CalendarEntry => ({
    uid: `${kind}-${id.replace("@", ".")}@${program.id}.matchward`,
    title,
    when: { day },
    sequence: 0,
    revisedAt: instantAt(nominal, school.sendAt, school.timeZone),
    isCancelled: false,
    notes: [],
  });
  if (closes !== undefined) return [entry("closes", `Last day: ${milestone.title}`, closes)];
  return milestone.exact ? [entry("day", milestone.title, nominal)] : [];
};
