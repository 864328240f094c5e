import { memoizeByClass } from "../../calendar/memoize-by-class.ts";
import { occurrencesFor } from "../../calendar/occurrences.ts";
import type { Program } from "../../calendar/program.ts";
import { NEVER_WAITS, weekOf } from "../../calendar/spacing/weekly-budget.ts";
import { type Enrollment, type OfClass, statusOn } from "../../people/enrollment.ts";
import { type Declined, hasDeclined, kindOf } from "../../people/mail-kinds.ts";
import { addDays, schoolDate } from "../../time/dates.ts";
import type { School } from "../../time/school.ts";
import { isFor } from "../guests.ts";
import { dayOf, type KnownSession } from "../session.ts";
import { invitedFrom, kindOfWave } from "../session-waves.ts";
import { THANKED_FOR } from "../wave-guests.ts";
import { type ToldSoFar, toldTo } from "./told-so-far.ts";

interface WeekDates {
  ends: string;
  digest: string;
}

/**
 * What may come to a class in a week: mails of the calendar on their own days, eves of sessions that ask nothing, and
 * those to which guests are invited by the digest's day; what is able to wait, the soonest first, and what is urgent.
 */
interface ClassWeek {
  ofCalendar: number;
  eves: KnownSession[];
  able: KnownSession[];
  urgent: KnownSession[];
}

/** A guest has so many days to answer what a digest tells. */
const TO_ANSWER = 3;

const DAYS_OF_WEEK = 7;
const WEEKS_AHEAD = 8;

// A digest is still to come on its day's morning, and not later on that day.
const weekToFill = (school: School, today: string, isMorning: boolean): WeekDates | undefined => {
  const weeks = Array.from({ length: WEEKS_AHEAD }, (_, nth) => weekOf(school, addDays(today, nth * DAYS_OF_WEEK)));
  return weeks.find((week) => week !== undefined && (isMorning ? today <= week.digest : today < week.digest));
};

const isAble = (program: Program, session: KnownSession, digest: string): boolean =>
  dayOf(session, program.school.timeZone) >= addDays(digest, TO_ANSWER) &&
  !NEVER_WAITS.includes(kindOfWave(program, session, "open"));

const canWait = (program: Program, session: KnownSession, wave: string, digest: string): boolean => {
  if (wave === "open") return isAble(program, session, digest);
  const last = addDays(schoolDate(session.endsAt, program.school.timeZone), THANKED_FOR);
  return wave === "thanks" && digest <= last;
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

const isIn = ({ ends }: WeekDates, day: string): boolean => addDays(ends, -DAYS_OF_WEEK) < day && day <= ends;

const eveOf = ({ school }: Program, session: KnownSession): string => addDays(dayOf(session, school.timeZone), -1);

const classWeek = (program: Program, among: readonly KnownSession[], student: OfClass, week: WeekDates): ClassWeek => {
  const { timeZone } = program.school;
  const theirs = among.filter(
    (one) =>
      one.status === "planned" &&
      dayOf(one, timeZone) > addDays(week.ends, -DAYS_OF_WEEK) &&
      isFor(program, one, student),
  );
  const invited = theirs.filter(
    (one) =>
      kindOfWave(program, one, "open") !== "essential" &&
      schoolDate(invitedFrom(program, one), timeZone) <= week.digest,
  );
  const { able = [], urgent = [] } = Object.groupBy(invited, (one) =>
    isAble(program, one, week.digest) ? "able" : "urgent",
  );
  return {
    ofCalendar: mailsOfCalendar(program, student).get(week.ends) ?? 0,
    eves: theirs.filter((one) => one.rsvp === "none" && isIn(week, eveOf(program, one))),
    ...{ able: able.toSorted(bySoonest), urgent },
  };
};

type Weeks = (program: Program, student: OfClass) => Map<string, ClassWeek>;

const known = new WeakMap<readonly KnownSession[], Weeks>();

const classWeekOf = ({ program, among }: SpacedSession, student: OfClass, week: WeekDates): ClassWeek => {
  const weeksOf = known.get(among) ?? memoizeByClass(() => new Map<string, ClassWeek>());
  known.set(among, weeksOf);
  const weeks = weeksOf(program, student);
  const found = weeks.get(week.ends) ?? classWeek(program, among, student, week);
  weeks.set(week.ends, found);
  return found;
};

const toldIn = ({ program, among, morning }: MorningSession, person: string, week: WeekDates) => {
  const mails = toldTo(morning, person).mails.filter(({ on }) => isIn(week, on) && on < week.digest);
  const words = mails.filter(({ wave }) => wave.startsWith("day-before"));
  const others = mails.filter(({ wave, session: id }) => {
    const session = among.find((one) => one.id === id);
    const isOpen = wave === "open" && session && kindOfWave(program, session, wave) !== "essential";
    return isOpen || wave === "thanks";
  });
  return { words, others: others.length };
};

type OneGuest = OfClass & Pick<Enrollment, "status"> & { person: string };

const roomIn = (of: MorningSession, student: OneGuest, week: WeekDates) => {
  const { program, morning, now, declined = new Map(), isPaused } = of;
  const { school } = program;
  const { ofCalendar, eves, able, urgent } = classWeekOf(of, student, week);
  const { settled } = toldTo(morning, student.person);
  const isHere = (one: KnownSession) => statusOn(student, dayOf(one, school.timeZone)) === "active";
  const isToCome = (one: KnownSession): boolean =>
    !settled.has(one.id) &&
    now < one.startsAt &&
    isHere(one) &&
    !isPaused(one, "open") &&
    !hasDeclined(declined, student.person, kindOfWave(program, one, "open"));
  const told = toldIn(of, student.person, week);
  // One that has moved within the week may have a word on either eve.
  const isWordToCome = (one: KnownSession): boolean =>
    !told.words.some(({ session, on }) => session === one.id && on === eveOf(program, one));
  const words = told.words.length + eves.filter((one) => isHere(one) && isWordToCome(one)).length;
  const fixed = ofCalendar + words + told.others + urgent.filter(isToCome).length;
  const left = Math.max(0, (school.weeklyMails?.atMost ?? 0) - fixed);
  const waiting = able.filter(isToCome);
  const goes = new Set(waiting.slice(0, left).map(({ id }) => id));
  return { thanks: left - goes.size, goes };
};

interface SpacedSession {
  program: Program;
  session: KnownSession;
  /** All sessions that are known. */
  among: readonly KnownSession[];
  /** What was told so far, where a morning's mails are planned; undefined at any other time. */
  morning?: ToldSoFar | undefined;
  declined?: Declined | undefined;
  isPaused(session: KnownSession, wave: string): boolean;
  /** A school date; `now`: an instant of it, ISO 8601 UTC. */
  today: string;
  now: string;
}

type MorningSession = SpacedSession & { morning: ToldSoFar };

const hasMorning = (of: SpacedSession): of is MorningSession => of.morning !== undefined;

/** How a mail goes out: by itself, in the digest of that day, or on a later day. */
export type Spacing = "alone" | "in digest" | "later";

/**
 * How a session's mail to a student, which is due, goes out. What can wait goes out in the morning alone: on a digest's
 * day in the digest, and before it by itself as long as the week has room. The calendar's mails fill a week first, then
 * what went out of sessions, what cannot wait and words on the eve, then invitations by their sessions' days, and last
 * thanks.
 */
export const spacingOf = (of: SpacedSession, student: OneGuest, wave: string): Spacing => {
  const week = weekToFill(of.program.school, of.today, hasMorning(of));
  if (week === undefined || !canWait(of.program, of.session, wave, week.digest)) return "alone";
  if (!hasMorning(of)) return "later";
  if (of.today === week.digest) return "in digest";
  const { thanks, goes } = roomIn(of, student, week);
  const hasRoom = wave === "thanks" ? thanks > 0 : goes.has(of.session.id);
  return hasRoom ? "alone" : "later";
};

/** True of a morning on which such a mail of a session goes out in the digest. */
export const isForDigest = (program: Program, session: KnownSession, wave: string, today: string): boolean =>
  weekOf(program.school, today)?.digest === today && canWait(program, session, wave, today);
