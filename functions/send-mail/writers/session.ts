import { signGuestLink } from "#adapters/links/guest-token.ts";
import { isActive } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Addressee } from "#domain/people/student.ts";
import { sessionTemplate } from "#domain/sessions/invitation.ts";
import { dayOf, type KnownSession } from "#domain/sessions/session.ts";
import { mayGoOutNow, partInSession } from "#domain/sessions/session-mails.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { guestLinkExpiresAt, isCorrection, kindOfWave } from "#domain/sessions/session-waves.ts";
import {
  answersOf,
  type GuestAnswers,
  isForGuests,
  isGuest,
  isMeant,
  NO_ANSWERS,
  whyLate,
} from "#domain/sessions/wave-guests.ts";
import { readableDate, schoolDate } from "#domain/time/dates.ts";
import { mailValues } from "#files/letters/mail-values.ts";
import { sessionBrief, sessionValues } from "#files/letters/session-values.ts";
import { guestPath } from "#pages/routes.ts";
import { choosing } from "./choosing.ts";
import { type LetterContent, type LetterNeeds, NotInProgram, type WriterFor, type WriterNeeds } from "./writer.ts";

/**
 * Writes mails about a session as it stands when the message is received: its invitation, the word on its eve, what
 * changed, a seat, thanks. A message that comes again is written anew, so it never tells an older state.
 */
export const sessionWriter: WriterFor = async (needs, message, at) => {
  const { program } = needs;
  const session = await find(needs, message.occurrence);
  const { wave } = message;
  const alike = { program, session, wave, today: schoolDate(at, program.school.timeZone) };
  const answers = await answersTo(needs, session, wave);
  return {
    template: sessionTemplate(program, session, wave),
    kind: kindOfWave(program, session, wave),
    late: whyLate(program, session, wave, at),
    mayGoOut: (instant) => mayGoOutNow(program, session, wave, instant),
    reaches: isActive,
    concerns: (student) =>
      isMeant({ session, answers }, student.person, wave) &&
      (!isForGuests(wave) || isGuest({ program, session, answers }, student)),
    partOf: (student) => partInSession(session, student),
    brief: () => sessionBrief({ ...alike, told: undefined }),
    write: (student, desk) => letterTo(student, alike, desk),
    claims: { tells: session.sequence, corrects: isCorrection(wave) },
    since: (letter, told) => retold(letter, alike, told),
  };
};

const find = async ({ sessions }: WriterNeeds, subject: string): Promise<KnownSession> => {
  const id = sessionOf(subject);
  const session = id === undefined ? undefined : await sessions.get(id);
  if (session !== undefined) return session;
  throw new NotInProgram(`There is no session ${subject}`);
};

// An invitation, and what changed, go to whoever is invited or was told: nothing that they said counts there.
const answersTo = async ({ guestLists }: WriterNeeds, session: KnownSession, wave: string): Promise<GuestAnswers> => {
  const counts = wave !== "open" && !(isCorrection(wave) && session.status === "planned");
  return counts ? answersOf(await guestLists.get(session.id)) : NO_ANSWERS;
};

interface ToldOf {
  program: Program;
  session: KnownSession;
  wave: string;
  today: string;
}

const letterTo = (student: Addressee, alike: ToldOf, desk: LetterNeeds): LetterContent => {
  const { program, session, wave } = alike;
  const names = { program: program.id, student: student.person, session: session.id };
  const token = signGuestLink(desk.keys, { ...names, expiresAt: guestLinkExpiresAt(program, session) });
  const link = `${desk.siteUrl}${guestPath(token)}`;
  const kind = kindOfWave(program, session, wave);
  const { preferences, ...headers } = choosing(student, { program: program.id, kind }, desk);
  const dates = { opensOn: readableDate(dayOf(session, program.school.timeZone)), closesOn: "" };
  const tracks = program.tracks.map(({ id }) => id);
  const values = mailValues(student, dates, { link, preferences }, [], tracks);
  return retold({ to: student.email, values, ...headers }, alike, undefined);
};

/** The letter with what it says of the session to who was told that sequence of it. */
const retold = (letter: LetterContent, alike: ToldOf, told: number | undefined): LetterContent => {
  const { text, html } = letter.values;
  const own = sessionValues({ ...alike, told }, text.link ?? "");
  return { ...letter, values: { text: { ...text, ...own.text }, html: { ...html, ...own.html } } };
};
