import type { Program } from "../calendar/program.ts";
import type { MailKind } from "../people/mail-kinds.ts";
import { addDays, instantAt, schoolDate } from "../time/dates.ts";
import { workingDayOnOrAfter } from "../time/quiet-days.ts";
import { itemOf } from "./guests.ts";
import { dayOf, type KnownSession, type Session } from "./session.ts";

const INVITED_DAYS_BEFORE = 14;

const daysBeforeOf = (program: Program, session: Session): number => {
  const item = itemOf(program, session);
  const when = item !== undefined && "milestone" in item ? item.milestone.when : undefined;
  return when?.type === "session" ? when.daysBefore : INVITED_DAYS_BEFORE;
};

const LEAST_NOTICE_MS = 2 * 3_600_000;

const leavesTime = ({ startsAt }: Session, instant: string): boolean =>
  Date.parse(instant) + LEAST_NOTICE_MS <= Date.parse(startsAt);

/** From when guests are invited, ISO 8601 UTC: on a working day, 14 days before or as the item says. */
export const invitedFrom = (program: Program, session: Session): string => {
  const { school } = program;
  const day = dayOf(session, school.timeZone);
  const wanted = workingDayOnOrAfter(school, addDays(day, -daysBeforeOf(program, session)));
  const from = instantAt(wanted < day ? wanted : day, school.sendAt, school.timeZone);
  return leavesTime(session, from) ? from : instantAt(addDays(day, -1), school.sendAt, school.timeZone);
};

/** True of a session which the next morning's mails would tell of less than two hours before it begins, or too late. */
export const cannotWait = ({ school }: Program, session: Session, now: string): boolean => {
  const today = schoolDate(now, school.timeZone);
  const mornings = [today, addDays(today, 1)].map((date) => instantAt(date, school.sendAt, school.timeZone));
  const next = mornings.find((morning) => morning > now);
  return next !== undefined && !leavesTime(session, next);
};

const LINK_DAYS = 90;

/** Until when a link to a guest's page is good, ISO 8601 UTC. */
export const guestLinkExpiresAt = ({ school }: Pick<Program, "school">, { endsAt }: Pick<Session, "endsAt">): string =>
  instantAt(addDays(schoolDate(endsAt, school.timeZone), LINK_DAYS), school.sendAt, school.timeZone);

const CORRECTED = ["startsAt", "endsAt", "place", "link", "status"] as const;

export const asOf = (session: KnownSession, sequence: number): Session => {
  const later = session.history.slice(sequence).toReversed();
  const was = Object.fromEntries(later.flatMap((revision) => Object.entries(revision.was)));
  return {
    ...session,
    ...Object.fromEntries(Object.entries(was).map(([field, value]) => [field, value ?? undefined])),
  };
};

/** The sequence from which a session has its day: a moved one has another eve. */
export const dayRevision = (session: KnownSession, timeZone: string): number => {
  const day = dayOf(session, timeZone);
  const other = session.history.findLastIndex((_, nth) => dayOf(asOf(session, nth), timeZone) !== day);
  return other + 1;
};

export const eveWave = (session: KnownSession, timeZone: string): string => {
  const revision = dayRevision(session, timeZone);
  return revision === 0 ? "day-before" : `day-before-${revision}`;
};

/** What has changed since a session was told of which who was told has to know. `rsvp`: it asks for an answer now. */
export const changedSince = (session: KnownSession, told: number): ((typeof CORRECTED)[number] | "rsvp")[] => {
  const then = asOf(session, told);
  if (session.status === "cancelled") return then.status === "cancelled" ? [] : ["status"];
  const asks = then.rsvp === "none" && session.rsvp !== "none";
  return [...CORRECTED.filter((field) => then[field] !== session[field]), ...(asks ? (["rsvp"] as const) : [])];
};

/** True of a session that asked for answers before a change of it. */
export const hasAsked = ({ history }: Pick<KnownSession, "history">): boolean =>
  history.some(({ was }) => was.rsvp !== undefined && was.rsvp !== "none");

/** True of a session whose guest list has seats to give: it goes ahead, and asks for answers or did. */
export const givesSeats = (session: Pick<KnownSession, "status" | "rsvp" | "history">): boolean =>
  session.status === "planned" && (session.rsvp !== "none" || hasAsked(session));

/** True of the mails that tell of a change, or of a seat: they go at any hour, and nobody can decline them. */
export const isAtOnce = (wave: string): boolean => /^(moved-\d+|cancelled|seat-\d+)$/.test(wave);

export const isCorrection = (wave: string): boolean => /^(moved-\d+|cancelled)$/.test(wave);

/** The kind of a session's mail: an invitation's is its milestone's. */
export const kindOfWave = (program: Program, session: Session, wave: string): MailKind => {
  if (isAtOnce(wave)) return "essential";
  if (wave.startsWith("day-before")) return "nudges";
  const item = itemOf(program, session);
  return wave === "open" && item !== undefined && "milestone" in item ? item.milestone.mail : "enrichment";
};
