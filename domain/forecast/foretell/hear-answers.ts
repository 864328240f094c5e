import type { Program } from "../../calendar/program.ts";
import { partName } from "../../mail/done-before.ts";
import { owing } from "../../parts/owed-mails.ts";
import { toldSequence } from "../../parts/part.ts";
import { isListed } from "../../people/held.ts";
import type { Student } from "../../people/student.ts";
import { answered, type GuestAnswer, type GuestAnswered, seatsIn, withCapacity } from "../../sessions/guest-answers.ts";
import { guestsOf, takesAnswers } from "../../sessions/guest-hours.ts";
import { promoted } from "../../sessions/guest-list.ts";
import { isInvited } from "../../sessions/guests.ts";
import type { KnownSession } from "../../sessions/session.ts";
import { type FreedSeat, owedSeats, planSeats } from "../../sessions/session-mails.ts";
import { sessionSubject } from "../../sessions/session-subject.ts";
import { givesSeats } from "../../sessions/session-waves.ts";
import { instantAt } from "../../time/dates.ts";
import { type Foretelling, listOf, planOf, tell } from "./telling.ts";

/** Tells those of whom seats became free; what cannot go out yet is owed. */
export const tellSeats = (state: Foretelling, session: KnownSession, freed: readonly FreedSeat[], at: string): void => {
  if (freed.length === 0) return;
  const plan = planOf(state, session, at);
  const owed = owedSeats(plan, freed);
  for (const mail of owed) {
    const name = partName(mail);
    const { part } = owing(mail, mail.wave, { plannedAt: at, at, reason: "a seat became free" })(state.parts.get(name));
    if (part !== undefined) state.parts.set(name, part);
  }
  tell(state, session, planSeats(plan, owed), at);
};

/** Gives the lists the seats that the sessions have as of now; answers those that became free, by session. */
export const setSeats = (state: Foretelling): Map<KnownSession, FreedSeat[]> => {
  const freed = state.sessions.filter(givesSeats).map((session): [KnownSession, FreedSeat[]] => {
    const before = listOf(state, session);
    const after = withCapacity(before, seatsIn(session));
    state.lists.set(session.id, after);
    return [session, promoted(before, after)];
  });
  return new Map(freed);
};

const whyNoSeat = (program: Program, session: KnownSession, student: Student, guests: number): string | undefined => {
  const subject = sessionSubject(session.id);
  const { most } = guestsOf(program, session);
  if (most > 0 && guests > most) return `with more guests than ${subject} takes`;
  return isListed(student) && isInvited(program, session, student)
    ? undefined
    : `to ${subject}, to which the student is not invited`;
};

const whyUnheard = (
  { program, parts }: Foretelling,
  { at, answer: given }: GuestAnswered,
  session: KnownSession,
  student: Student | undefined,
): string | undefined => {
  const subject = sessionSubject(session.id);
  if (student === undefined) return `to ${subject}, to which the student is not invited`;
  if (session.rsvp === "none") return `to ${subject}, which asks for none`;
  if (!takesAnswers(session, at))
    return `after ${subject} ${session.status === "cancelled" ? "was cancelled" : "began"}`;
  const why = given.answer === "yes" ? whyNoSeat(program, session, student, given.guests) : undefined;
  const isTold = toldSequence(parts.get(partName({ occurrence: subject, student: student.person }))) !== undefined;
  return why ?? (isTold ? undefined : `before the student was invited to ${subject}`);
};

// Where nobody may be brought, the page does not ask how many come.
const asGiven = (program: Program, session: KnownSession, given: GuestAnswer): GuestAnswer =>
  given.answer === "yes" && guestsOf(program, session).most === 0 ? { ...given, guests: 0 } : given;

const whyOutside = ({ program, span }: Foretelling, at: string): string | undefined => {
  const { timeZone } = program.school;
  if (at <= instantAt(span.from, "00:00", timeZone)) return "before the beginning";
  return at > instantAt(span.to, "23:59:59.999", timeZone) ? "after the end" : undefined;
};

const hear = (state: Foretelling, said: GuestAnswered): void => {
  const { at, studentId } = said;
  const session = state.sessions.find(({ id }) => id === said.session);
  const student = state.numbered.get(studentId);
  const reason =
    whyOutside(state, at) ??
    (session === undefined ? "to a session that is not known" : whyUnheard(state, said, session, student));
  if (reason !== undefined || session === undefined || student === undefined) {
    state.ignored.push({ at, studentId, milestone: sessionSubject(said.session), reason: reason ?? "" });
    return;
  }
  state.heard.push(said);
  const before = listOf(state, session);
  const after = answered(before, student.person, asGiven(state.program, session, said.answer), at);
  state.lists.set(session.id, after);
  tellSeats(state, session, promoted(before, after), at);
};

/** Hears what guests say up to and including an instant, or up to it alone, as far as their pages would take it. */
export const hearUpTo = (state: Foretelling, until: string, isIncluded = true): void => {
  const due = state.left.findIndex(({ at }) => at > until || (!isIncluded && at === until));
  for (const said of state.left.splice(0, due < 0 ? state.left.length : due)) hear(state, said);
};
