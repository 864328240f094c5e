import { classIn } from "../../calendar/memoize-by-class.ts";
import type { Program } from "../../calendar/program.ts";
import type { Student } from "../../people/student.ts";
import type { GuestAnswered } from "../../sessions/guest-answers.ts";
import type { KnownSession } from "../../sessions/session.ts";
import { planSession } from "../../sessions/session-mails.ts";
import { invitedFrom } from "../../sessions/session-waves.ts";
import type { ToldSoFar } from "../../sessions/spacing/told-so-far.ts";
import { whyLate } from "../../sessions/wave-guests.ts";
import { datesBetween, instantAt } from "../../time/dates.ts";
import { byInstant, byPlannedTime, compareTexts } from "../order.ts";
import type { OutlookMail, Span } from "../preview.ts";
import type { Arrival } from "../walk-state.ts";
import { hearUpTo, setSeats, tellSeats } from "./hear-answers.ts";
import { type Foretelling, listOf, planOf, tell } from "./telling.ts";

/** The sessions from the beginning of a school date on, once that day's file was taken in. */
export interface SessionsArrival {
  on: string;
  sessions: readonly KnownSession[];
}

/**
 * `waiting`: what of them waited for a week's digest, in the order of the sessions' names. `heard`: the answers that
 * pages take; `lists`: what those make of the guest lists in the end.
 */
export interface ForetoldSessions extends Pick<Foretelling, "waiting" | "heard" | "ignored" | "lists"> {
  mails: OutlookMail[];
}

/** After every instant. */
const LAST = "9999-12-31T23:59:59.999Z";

const nameIn = (program: Program, student: Student | undefined): string => {
  if (student === undefined) return "";
  const { status, leaveFrom = "", leaveUntil = "", held } = student;
  return [classIn(program, student), status, leaveFrom, leaveUntil, held !== undefined].join(" ");
};

const byKey = (students: readonly Student[]): Map<string, Student> =>
  new Map(students.map((student) => [student.person, student]));

// Whatever planning looks at is the same in all of a group, after each of the rosters. Who answers is alone.
const alikeIn = (
  program: Program,
  arrivals: readonly Arrival[],
  said: readonly GuestAnswered[],
): Foretelling["alike"] => {
  const speaking = new Set(said.map(({ studentId }) => studentId));
  const ownName = (student: Student | undefined) =>
    student !== undefined && speaking.has(student.schoolId) ? student.person : "";
  const stored = arrivals.map(({ students }) => byKey(students));
  const people = new Set(stored.flatMap((students) => [...students.keys()]));
  const groups = Map.groupBy(people, (person) =>
    stored.map((students) => nameIn(program, students.get(person)) + ownName(students.get(person))).join("\n"),
  );
  return new Map([...groups.values()].map((those) => [those[0] ?? "", those]));
};

const planAt = (state: Foretelling, sessions: readonly KnownSession[], now: string, morning?: ToldSoFar): void => {
  for (const session of sessions) {
    if (!mayTell(state, session, now)) continue;
    tell(state, session, planSession({ ...planOf(state, session, now), morning }), now);
  }
};

const mayTell = (state: Foretelling, session: KnownSession, now: string): boolean => {
  const { program } = state;
  if (now < session.startsAt) return session.history.length > 0 || now >= invitedFrom(program, session);
  const isSeated = Object.keys(listOf(state, session).places).length > 0;
  return isSeated && whyLate(program, session, "thanks", now) === undefined;
};

const enroll = (state: Foretelling, { students }: Arrival): void => {
  state.students = byKey(students);
  state.numbered = new Map(students.map((student) => [student.schoolId, student]));
  state.planned = [...state.alike.keys()].flatMap((person) => state.students.get(person) ?? []);
};

const arrive = (state: Foretelling, sessions: readonly KnownSession[], midnight: string): void => {
  state.sessions = sessions.toSorted((one, other) => compareTexts(one.id, other.id));
  const freed = setSeats(state);
  const changed = sessions.filter(({ revisedAt }) => revisedAt === midnight);
  planAt(state, changed, midnight);
  for (const [session, seats] of freed) tellSeats(state, session, seats, midnight);
};

/**
 * The mails of sessions in a span, planned as the functions plan them: each morning, when a file changes a session, and
 * when an answer frees a seat. Whom no answer is given of has said nothing. `files` and `said`: in order.
 */
export const foretellSessions = (
  program: Program,
  span: Span,
  arrivals: readonly Arrival[],
  files: readonly SessionsArrival[],
  said: readonly GuestAnswered[] = [],
): ForetoldSessions => {
  const { sendAt, timeZone } = program.school;
  const state: Foretelling = {
    ...{ program, span, alike: alikeIn(program, arrivals, said), sessions: [], lists: new Map(), parts: new Map() },
    told: new Map(),
    ...{ students: new Map(), numbered: new Map(), planned: [], mails: byInstant(), waiting: [] },
    ...{ left: [...said], heard: [], ignored: [] },
  };
  for (const today of files.length === 0 ? [] : datesBetween(span.from, span.to)) {
    const [midnight, morning] = [instantAt(today, "00:00", timeZone), instantAt(today, sendAt, timeZone)];
    hearUpTo(state, midnight, false);
    const roster = arrivals.findLast(({ on }) => on === today);
    if (roster !== undefined) enroll(state, roster);
    for (const { sessions } of files.filter(({ on }) => on === today)) arrive(state, sessions, midnight);
    hearUpTo(state, morning);
    planAt(state, state.sessions, morning, state.told);
  }
  hearUpTo(state, LAST);
  const byName = (one: OutlookMail, other: OutlookMail) => compareTexts(one.occurrence, other.occurrence);
  const { heard, ignored, lists } = state;
  return { mails: state.mails.inOrder(byPlannedTime), waiting: state.waiting.toSorted(byName), heard, ignored, lists };
};
