import type { Occurrence } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { addDays, instantAt, schoolDate } from "../time/dates.ts";
import type { Standing } from "./guest-list.ts";
import { seriesToName } from "./guests.ts";
import type { KnownSession } from "./session.ts";

/** How a student stands with sessions, by their ids, and when any of that last changed; ISO 8601 UTC. */
export interface StudentAnswers {
  of: ReadonlyMap<string, Standing["state"]>;
  changedAt?: string | undefined;
}

/** One entry of a calendar: at a time, or on a whole school date. Its `uid` stays the same for ever. */
export interface CalendarEntry {
  uid: string;
  title: string;
  when: { startsAt: string; endsAt: string } | { day: string };
  sequence: number;
  revisedAt: string;
  isCancelled: boolean;
  /** True where it takes nobody's time. */
  isFree?: boolean;
  place?: string;
  url?: string;
  notes: string[];
}

const CANCELLED_FOR = 30;

const lastShownOn = ({ revisedAt }: KnownSession): string => addDays(schoolDate(revisedAt, "UTC"), CANCELLED_FOR);

/** False of a session that was cancelled more than 30 days before that instant. */
export const isShown = (session: KnownSession, now: string): boolean =>
  session.status === "planned" || schoolDate(now, "UTC") <= lastShownOn(session);

/** The instant from which a session is not shown any more; undefined of one that takes place. */
export const goneAt = (session: KnownSession): string | undefined =>
  session.status === "planned" ? undefined : `${addDays(lastShownOn(session), 1)}T00:00:00.000Z`;

const noteOf = (label: string, text: string | undefined): string[] => (text === undefined ? [] : [`${label}: ${text}`]);

/** A session's title after that of its series, where it does not say it itself. */
export const titleOf = (program: Program, session: KnownSession): string =>
  [seriesToName(program, session) ?? [], session.title].flat().join(": ");

const ANSWERS: Record<Standing["state"], { mark?: string; note: string }> = {
  invited: { note: "none yet. The link is in your invitation." },
  going: { note: "yes, and you have a seat." },
  waiting: { mark: "Wait list: ", note: "yes, and you are on the wait list." },
  declined: { mark: "Not going: ", note: "no." },
  attended: { note: "you were there." },
  missed: { note: "yes." },
};

const TAKES_TIME: readonly (Standing["state"] | undefined)[] = [undefined, "going", "attended", "missed"];

/**
 * A session in a calendar.
 * @param isPublic leaves out how it is joined, which is for its guests
 * @param answers of the one whose calendar it is
 */
export const sessionEntry = (
  program: Program,
  session: KnownSession,
  isPublic: boolean,
  answers?: StudentAnswers,
): CalendarEntry => {
  const { startsAt, endsAt, place, link, recording, revisedAt } = session;
  const url = isPublic ? undefined : (recording ?? link);
  const answer = answers?.of.get(session.id);
  const { mark = "", note } = answer === undefined ? { note: undefined } : ANSWERS[answer];
  const answeredAt = answer === undefined || answer === "invited" ? "" : (answers?.changedAt ?? "");
  return {
    uid: `session-${session.id}@${program.id}.matchward`,
    title: mark + titleOf(program, session),
    when: { startsAt, endsAt },
    sequence: session.sequence,
    revisedAt: answeredAt > revisedAt ? answeredAt : revisedAt,
    isCancelled: session.status === "cancelled",
    ...(TAKES_TIME.includes(answer) ? {} : { isFree: true }),
    ...(place === undefined ? {} : { place }),
    ...(url === undefined ? {} : { url }),
    notes: [
      ...noteOf("Your answer", note),
      ...noteOf("With", session.speakers),
      ...noteOf("For", session.audienceNote),
      ...noteOf("Join", isPublic ? undefined : link),
      ...noteOf("Recording", isPublic ? undefined : recording),
    ],
  };
};

/** The days of an occurrence in a calendar: its last to answer, else its own if exact. `moves`: of its student. */
export const occurrenceEntries = (
  program: Program,
  { id, milestone, closes, nominal }: Occurrence,
  moves = 0,
): CalendarEntry[] => {
  const { school } = program;
  const entry = (kind: string, title: string, day: string): CalendarEntry => ({
    uid: `${kind}-${id.replace("@", ".")}@${program.id}.matchward`,
    title,
    when: { day },
    sequence: moves,
    revisedAt: instantAt(nominal, school.sendAt, school.timeZone),
    isCancelled: false,
    notes: [],
  });
  if (closes !== undefined) return [entry("closes", `Last day: ${milestone.title}`, closes)];
  return milestone.exact ? [entry("day", milestone.title, nominal)] : [];
};
