import { isActive, type PlannedStudent } from "../calendar/current-occurrences.ts";
import type { Program } from "../calendar/program.ts";
import { type KnownParts, partName } from "../mail/done-before.ts";
import { mailingName } from "../mail/mailing.ts";
import type { PlannedMail } from "../mail/plan.ts";
import { isFree, isOut, type Part, toldSequence } from "../parts/part.ts";
import type { PartIdentity } from "../parts/part-changes.ts";
import { cohortOf } from "../people/cohort.ts";
import type { OfClass } from "../people/enrollment.ts";
import { type Declined, hasDeclined } from "../people/mail-kinds.ts";
import { addDays, instantAt, schoolDate } from "../time/dates.ts";
import { mayGoOut } from "../time/send-window.ts";
import { isInvited } from "./guests.ts";
import { dayOf, type KnownSession } from "./session.ts";
import { sessionSubject } from "./session-subject.ts";
import { cannotWait, changedSince, eveWave, invitedFrom, isAtOnce, kindOfWave } from "./session-waves.ts";
import { spacingOf } from "./spacing/session-budget.ts";
import type { ToldSoFar } from "./spacing/told-so-far.ts";
import { type GuestAnswers, isGuest, isMeant, THANKED_FOR } from "./wave-guests.ts";

/** `among`: all sessions. `known`: this one's parts. `morning`: what was told, if it is one. `now`: ISO 8601 UTC. */
export interface PlanSession {
  program: Program;
  session: KnownSession;
  among: readonly KnownSession[];
  students: readonly PlannedStudent[];
  answers: GuestAnswers;
  known: KnownParts;
  morning?: ToldSoFar | undefined;
  declined?: Declined;
  /** Names of paused mailings, and subjects of sessions of which all are. */
  paused?: ReadonlySet<string>;
  now: string;
}

type OnDay = PlanSession & { today: string; day: string };

const correction = ({ session, answers }: OnDay, person: string, mails: Part["mails"], told: number) => {
  if (!changedSince(session, told).length) return undefined;
  const isNamed = session.status === "cancelled" && isFree(mails.cancelled);
  const wave = isNamed ? "cancelled" : `moved-${session.sequence}`;
  return isMeant({ session, answers }, person, wave) ? wave : undefined;
};

const wasToldOn = (mails: Part["mails"], today: string, timeZone: string): boolean =>
  Object.values(mails).some((mail) => isOut(mail) && schoolDate(mail.at, timeZone) === today);

const onTheEve = (of: OnDay, person: string, mails: Part["mails"]): string | undefined => {
  const { program, session, day, today, now } = of;
  const { school } = program;
  const from = instantAt(addDays(day, -1), school.sendAt, school.timeZone);
  if (now < from || !isMeant(of, person, "day-before") || wasToldOn(mails, today, school.timeZone)) return undefined;
  return eveWave(session, school.timeZone);
};

const before = (of: OnDay, student: PlannedStudent, part: Part | undefined): string | undefined => {
  const { program, session, now } = of;
  const mails = part?.mails ?? {};
  const told = toldSequence(part);
  if (told !== undefined) {
    const corrected = correction(of, student.person, mails, told);
    if (corrected !== undefined && isFree(mails[corrected])) return corrected;
  }
  if (session.status === "cancelled" || !isGuest(of, student)) return undefined;
  if (told === undefined && isFree(mails.open) && isInvited(program, session, student))
    return now < invitedFrom(program, session) ? undefined : "open";
  return onTheEve(of, student.person, mails);
};

const WAITS_FOR_RECORDING = 3;

const after = (of: OnDay, { person }: PlannedStudent): string | undefined => {
  const { program, session, today, now } = of;
  const { school } = program;
  const ended = schoolDate(session.endsAt, school.timeZone);
  if (session.status === "cancelled" || now < session.endsAt) return undefined;
  if (today <= ended || today > addDays(ended, THANKED_FOR)) return undefined;
  if (session.recording === undefined && today < addDays(ended, WAITS_FOR_RECORDING)) return undefined;
  return isMeant(of, person, "thanks") ? "thanks" : undefined;
};

/** True where the hours let a session's mail out at that instant: what cannot wait goes at any. */
export const mayGoOutNow = (program: Program, session: KnownSession, wave: string, now: string): boolean => {
  if (isAtOnce(wave) || (wave === "open" && cannotWait(program, session, now))) return true;
  const { school } = program;
  const isSoon = dayOf(session, school.timeZone) <= addDays(schoolDate(now, school.timeZone), 2);
  return mayGoOut(school, { exact: isSoon && wave !== "thanks" }, now);
};

/** A student's part in a session; it asks nothing, since answers stand in the guest list. */
export const partInSession = ({ id, item }: KnownSession, student: OfClass & { person: string }): PartIdentity => ({
  occurrence: sessionSubject(id),
  milestone: item,
  student: student.person,
  cohort: cohortOf(student),
  asks: undefined,
});

const isPaused = ({ paused }: Pick<PlanSession, "paused">, { id }: KnownSession, wave: string): boolean => {
  const occurrence = sessionSubject(id);
  return paused !== undefined && (paused.has(occurrence) || paused.has(mailingName({ occurrence, wave })));
};

interface DueWave {
  wave: string;
  waitsForDigest?: true;
}

const spaced = (of: OnDay, student: PlannedStudent, wave: string): DueWave | undefined => {
  const spacing = spacingOf({ ...of, isPaused: (one, name) => isPaused(of, one, name) }, student, wave);
  if (spacing === "later") return undefined;
  return spacing === "alone" ? { wave } : { wave, waitsForDigest: true };
};

const partAmong = ({ known, session }: PlanSession, { person }: PlannedStudent): Part | undefined =>
  known.get(partName({ occurrence: sessionSubject(session.id), student: person }));

const waveOf = (of: OnDay, student: PlannedStudent): DueWave | undefined => {
  if (!isActive(student, of.today)) return undefined;
  const part = partAmong(of, student);
  const wave = of.now < of.session.startsAt ? before(of, student, part) : after(of, student);
  if (wave === undefined || !isFree(part?.mails[wave]) || isPaused(of, of.session, wave)) return undefined;
  if (!mayGoOutNow(of.program, of.session, wave, of.now)) return undefined;
  const kind = kindOfWave(of.program, of.session, wave);
  return hasDeclined(of.declined ?? new Map(), student.person, kind) ? undefined : spaced(of, student, wave);
};

export const plannedOf = (
  session: KnownSession,
  student: PlannedStudent,
  wave: string,
  plannedAt: string,
): PlannedMail => ({ schoolId: student.schoolId, ...partInSession(session, student), wave, plannedAt });

/** A seat that became free, and whose it is now; `place`: its number in the order of arrival. */
export interface FreedSeat {
  person: string;
  place: number;
}

/** What is owed to those who have such a seat: a mail each, also where guests of theirs have some. */
export const owedSeats = (plan: PlanSession, freed: readonly FreedSeat[]): PlannedMail[] => {
  const first = new Map(freed.toReversed().map(({ person, place }) => [person, place]));
  return plan.students.flatMap((student) => {
    const place = first.get(student.person);
    if (place === undefined || !plan.answers.hasSeat(student.person, place)) return [];
    return [plannedOf(plan.session, student, `seat-${place}`, plan.now)];
  });
};

/** Those of the owed mails that can go out as of now. */
export const planSeats = (plan: PlanSession, owed: readonly PlannedMail[]): PlannedMail[] => {
  const today = schoolDate(plan.now, plan.program.school.timeZone);
  const active = new Set(plan.students.filter((student) => isActive(student, today)).map(({ person }) => person));
  if (plan.now >= plan.session.startsAt) return [];
  return owed.filter(
    ({ student, wave }) => active.has(student) && isMeant(plan, student, wave) && !isPaused(plan, plan.session, wave),
  );
};

/** What is owed by the parts. */
const stillOwed = (plan: PlanSession): PlannedMail[] =>
  plan.students.flatMap((student) => {
    const { mails = {} } = partAmong(plan, student) ?? {};
    const waves = Object.keys(mails).filter((wave) => wave.startsWith("seat-") && isFree(mails[wave]));
    return waves.map((wave) => plannedOf(plan.session, student, wave, plan.now));
  });

const waits = ({ waitsForDigest }: DueWave) => (waitsForDigest === undefined ? {} : { waitsForDigest });

/**
 * What is due of a session at an instant, one mail a student at the most: an invitation, a word on the eve, what has
 * changed since they were told, thanks; and what is owed of seats. What went out already, by their parts, is not due
 * again. What waited for that day's digest says so: whoever writes the digest sends it.
 */
export const planSession = (plan: PlanSession): PlannedMail[] => {
  const { timeZone } = plan.program.school;
  const of = { ...plan, today: schoolDate(plan.now, timeZone), day: dayOf(plan.session, timeZone) };
  const due = plan.students.flatMap((student) => {
    const found = waveOf(of, student);
    return found === undefined ? [] : [{ ...plannedOf(plan.session, student, found.wave, plan.now), ...waits(found) }];
  });
  return [...due, ...planSeats(plan, stillOwed(plan))];
};

/** The sessions of which a mail may have gone out within so many days before an instant. */
export const sessionsToWatch = (
  program: Program,
  sessions: readonly KnownSession[],
  now: string,
  daysAfter = 0,
): KnownSession[] => {
  const { timeZone } = program.school;
  const since = addDays(schoolDate(now, timeZone), -THANKED_FOR - daysAfter);
  const isRecent = (session: KnownSession): boolean =>
    [session.endsAt, session.revisedAt].some((instant) => schoolDate(instant, timeZone) >= since);
  return sessions.filter(
    (session) => isRecent(session) && (invitedFrom(program, session) <= now || session.history.length > 0),
  );
};
