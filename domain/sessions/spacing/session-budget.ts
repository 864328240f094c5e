import { memoizeByClass } from "../../calendar/memoize-by-class.ts";
import { occurrencesFor } from "../../calendar/occurrences.ts";
import type { Program } from "../../calendar/program.ts";
import { NEVER_WAITS, weekOf } from "../../calendar/spacing/weekly-budget.ts";
import type { OfClass } from "../../people/enrollment.ts";
import { kindOf } from "../../people/mail-kinds.ts";
import { addDays, schoolDate } from "../../time/dates.ts";
import { isFor } from "../guests.ts";
import { dayOf, type KnownSession } from "../session.ts";
import { invitedFrom, kindOfWave } from "../session-waves.ts";

/** A class's week. `left`: for so many more mails there is room. `waiting`: ids of sessions whose invitations wait. */
interface Week {
  left: number;
  waiting: ReadonlySet<string>;
}

/** A guest has so many days to answer what a digest tells. */
const TO_ANSWER = 3;

/** The school date on which an invitation goes out by itself: its own, or that on which its session became known. */
const ownDay = (program: Program, session: KnownSession): string => {
  const { timeZone } = program.school;
  const days = [invitedFrom(program, session), session.revisedAt].map((instant) => schoolDate(instant, timeZone));
  return days.toSorted().at(-1) ?? "";
};

const canWait = (program: Program, session: KnownSession, digest: string): boolean => {
  const { timeZone } = program.school;
  const isNews = schoolDate(session.revisedAt, timeZone) >= digest;
  const isSoon = dayOf(session, timeZone) < addDays(digest, TO_ANSWER);
  return !isNews && !isSoon && !NEVER_WAITS.includes(kindOfWave(program, session, "open"));
};

// The calendar's mails of each week that go out on their own days: what is of the calendar alone comes first.
const mailsOfCalendar = memoizeByClass((program, student): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { milestone, waves } of occurrencesFor(program, student))
    for (const { name, day, waitsFrom } of waves) {
      const ends = weekOf(program.school, day)?.ends;
      if (ends === undefined || waitsFrom !== undefined || kindOf(milestone, name) === "essential") continue;
      counts.set(ends, (counts.get(ends) ?? 0) + 1);
    }
  return counts;
});

const bySoonest = (one: KnownSession, other: KnownSession): number =>
  one.startsAt === other.startsAt ? (one.id < other.id ? -1 : 1) : one.startsAt < other.startsAt ? -1 : 1;

// Whom the word on the eve reaches hangs on answers, but where nobody is asked.
const evesIn = (program: Program, sessions: readonly KnownSession[], ends: string): number =>
  sessions.filter(
    (session) =>
      session.rsvp === "none" &&
      weekOf(program.school, addDays(dayOf(session, program.school.timeZone), -1))?.ends === ends,
  ).length;

const weekIn = (
  program: Program,
  sessions: readonly KnownSession[],
  student: OfClass,
  of: { ends: string; digest: string },
) => {
  const theirs = sessions.filter((one) => one.status === "planned" && isFor(program, one, student));
  const invited = theirs.filter(
    (session) =>
      kindOfWave(program, session, "open") !== "essential" &&
      weekOf(program.school, ownDay(program, session))?.ends === of.ends,
  );
  const able = invited.filter((session) => canWait(program, session, of.digest)).toSorted(bySoonest);
  const fixed = (mailsOfCalendar(program, student).get(of.ends) ?? 0) + evesIn(program, theirs, of.ends);
  const left = Math.max(0, (program.school.weeklyMails?.atMost ?? 0) - fixed - (invited.length - able.length));
  const waiting = new Set(able.slice(left).map(({ id }) => id));
  return { left: left - Math.min(left, able.length), waiting };
};

type Weeks = (program: Program, student: OfClass) => Map<string, Week>;

const known = new WeakMap<readonly KnownSession[], Weeks>();

const weeksOf = (sessions: readonly KnownSession[]): Weeks => {
  const weeks = known.get(sessions) ?? memoizeByClass(() => new Map<string, Week>());
  known.set(sessions, weeks);
  return weeks;
};

const weekFor = (of: SpacedSession, student: OfClass, day: string): (Week & { digest: string }) | undefined => {
  const { program, among } = of;
  const dates = weekOf(program.school, day);
  if (dates === undefined) return undefined;
  const weeks = weeksOf(among)(program, student);
  const week = weeks.get(dates.ends) ?? weekIn(program, among, student, dates);
  weeks.set(dates.ends, week);
  return { ...week, digest: dates.digest };
};

interface SpacedSession {
  program: Program;
  session: KnownSession;
  /** All sessions that are known. */
  among: readonly KnownSession[];
  /** A school date. */
  today: string;
}

/**
 * The school date of the digest for which a session's mail to a student waits, past or to come; undefined where it
 * goes by itself. The calendar's mails fill a week first, then what cannot wait, then invitations by their sessions'
 * days, and last thanks.
 */
export const digestFor = (of: SpacedSession, student: OfClass, wave: string): string | undefined => {
  if (wave === "open") {
    const week = weekFor(of, student, ownDay(of.program, of.session));
    return week?.waiting.has(of.session.id) ? week.digest : undefined;
  }
  const week = wave === "thanks" ? weekFor(of, student, of.today) : undefined;
  return week?.left === 0 ? week.digest : undefined;
};
