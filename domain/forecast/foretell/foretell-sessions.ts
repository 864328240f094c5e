import { classIn } from "../../calendar/memoize-by-class.ts";
import type { Program } from "../../calendar/program.ts";
import type { PlannedMail } from "../../mail/plan.ts";
import type { Part } from "../../parts/part.ts";
import { claiming, settling } from "../../parts/part-changes.ts";
import type { Student } from "../../people/student.ts";
import { sessionTemplate } from "../../sessions/invitation.ts";
import type { KnownSession } from "../../sessions/session.ts";
import { planSession } from "../../sessions/session-mails.ts";
import { invitedFrom, isCorrection } from "../../sessions/session-waves.ts";
import { NO_ANSWERS } from "../../sessions/wave-guests.ts";
import { datesBetween, instantAt } from "../../time/dates.ts";
import { type ByInstant, byInstant, byPlannedTime, compareTexts } from "../order.ts";
import type { OutlookMail, Span } from "../preview.ts";
import type { Arrival } from "../walk-state.ts";

/** The sessions from the beginning of a school date on, once that day's file was taken in. */
export interface SessionsArrival {
  on: string;
  sessions: readonly KnownSession[];
}

interface Foretelling {
  program: Program;
  /** Keys of those whom planning treats as it treats the one whose key names them. */
  alike: ReadonlyMap<string, readonly string[]>;
  students: ReadonlyMap<string, Student>;
  sessions: readonly KnownSession[];
  parts: Map<string, Part>;
  mails: ByInstant<OutlookMail>;
  waiting: OutlookMail[];
}

/** `waiting`: what of them waited for a week's digest, in the order of the sessions' names. */
export interface ForetoldSessions {
  mails: OutlookMail[];
  waiting: OutlookMail[];
}

const nameIn = (program: Program, student: Student | undefined): string => {
  if (student === undefined) return "";
  const { status, leaveFrom = "", leaveUntil = "", held } = student;
  return [classIn(program, student), status, leaveFrom, leaveUntil, held !== undefined].join(" ");
};

const byKey = (students: readonly Student[]): Map<string, Student> =>
  new Map(students.map((student) => [student.person, student]));

// Whatever planning looks at is the same in all of a group, after each of the rosters.
const alikeIn = (program: Program, arrivals: readonly Arrival[]): Foretelling["alike"] => {
  const stored = arrivals.map(({ students }) => byKey(students));
  const people = new Set(stored.flatMap((students) => [...students.keys()]));
  const groups = Map.groupBy(people, (person) =>
    stored.map((students) => nameIn(program, students.get(person))).join("\n"),
  );
  return new Map([...groups.values()].map((those) => [those[0] ?? "", those]));
};

const isClaimed = ({ parts }: Foretelling, mail: PlannedMail, { sequence }: KnownSession, at: string): boolean => {
  const { wave, plannedAt } = mail;
  const name = `${mail.occurrence}/${mail.student}`;
  const told = { plannedAt, at, tells: sequence, corrects: isCorrection(wave) };
  const claim = claiming(mail, wave, told)(parts.get(name));
  if (claim.said.kind !== "claimed") return false;
  const { attempt } = claim.said;
  const { part } = settling(wave, { state: "sent", plannedAt, attempt, at, messageId: wave })(claim.part);
  if (part !== undefined) parts.set(name, part);
  return true;
};

const send = (state: Foretelling, mail: PlannedMail, session: KnownSession, at: string): void => {
  const { student: like, milestone, occurrence, wave } = mail;
  const rows = mail.waitsForDigest ? state.waiting : state.mails.at(at);
  const template = sessionTemplate(state.program, session, wave);
  for (const person of state.alike.get(like) ?? []) {
    const student = state.students.get(person);
    if (student === undefined) continue;
    rows.push({ studentId: student.schoolId, to: student.email, milestone, occurrence, wave, template, at });
  }
};

const planAt = (state: Foretelling, sessions: readonly KnownSession[], now: string): void => {
  const { program, parts: known, alike, sessions: among } = state;
  const students = [...alike.keys()].flatMap((person) => state.students.get(person) ?? []);
  for (const session of sessions) {
    if (!mayTell(program, session, now)) continue;
    for (const mail of planSession({ program, session, among, students, answers: NO_ANSWERS, known, now }))
      if (isClaimed(state, mail, session, now)) send(state, mail, session, now);
  }
};

// Nobody is thanked, since nobody is known to have come.
const mayTell = (program: Program, session: KnownSession, now: string): boolean =>
  now < session.startsAt && (session.history.length > 0 || now >= invitedFrom(program, session));

/**
 * The mails of sessions in a span, planned as the functions plan them: each morning, and when a file changes a session.
 * Of answers nothing is known, so where one is asked nobody is reminded on the eve. `files`: in order.
 */
export const foretellSessions = (
  program: Program,
  span: Span,
  arrivals: readonly Arrival[],
  files: readonly SessionsArrival[],
): ForetoldSessions => {
  if (files.length === 0) return { mails: [], waiting: [] };
  const { sendAt, timeZone } = program.school;
  const alike = alikeIn(program, arrivals);
  const state: Foretelling = {
    ...{ program, alike, students: new Map(), sessions: [], parts: new Map(), mails: byInstant(), waiting: [] },
  };
  for (const today of datesBetween(span.from, span.to)) {
    const midnight = instantAt(today, "00:00", timeZone);
    const roster = arrivals.findLast(({ on }) => on === today);
    if (roster !== undefined) state.students = byKey(roster.students);
    for (const { sessions } of files.filter(({ on }) => on === today)) {
      state.sessions = sessions;
      const changed = sessions.filter(({ revisedAt }) => revisedAt === midnight);
      planAt(state, changed, midnight);
    }
    planAt(state, state.sessions, instantAt(today, sendAt, timeZone));
  }
  const byName = (one: OutlookMail, other: OutlookMail) => compareTexts(one.occurrence, other.occurrence);
  return { mails: state.mails.inOrder(byPlannedTime), waiting: state.waiting.toSorted(byName) };
};
