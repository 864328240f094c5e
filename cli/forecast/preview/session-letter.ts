import type { Program } from "#domain/calendar/program.ts";
import type { SessionsArrival } from "#domain/forecast/foretell/foretell-sessions.ts";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Student } from "#domain/people/student.ts";
import { dayOf, type KnownSession } from "#domain/sessions/session.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { instantAt, readableDate, schoolDate } from "#domain/time/dates.ts";
import type { ToldThing } from "#files/letters/digest-values.ts";
import { type MailLinks, mailValues } from "#files/letters/mail-values.ts";
import { sessionBrief, sessionValues } from "#files/letters/session-values.ts";

interface SessionLetter {
  program: Program;
  files: readonly SessionsArrival[];
  student: Student;
  /** The mail, and all that the forecast has. */
  mail: OutlookMail;
  mails: readonly OutlookMail[];
}

/** A session as it stood at an instant. */
const sessionAt = ({ program, files, mail }: Omit<SessionLetter, "mails">, at: string): KnownSession | undefined => {
  const { timeZone } = program.school;
  const file = files.findLast(({ on }) => instantAt(on, "00:00", timeZone) <= at);
  return file?.sessions.find(({ id }) => id === sessionOf(mail.occurrence));
};

/** What a week's digest says of a session's mail in it; undefined where there is no session. */
export const sessionTold = (of: Omit<SessionLetter, "mails">, { link }: MailLinks): ToldThing | undefined => {
  const { program, mail } = of;
  const session = sessionAt(of, mail.at);
  if (session === undefined) return undefined;
  const today = schoolDate(mail.at, program.school.timeZone);
  return { brief: sessionBrief({ program, session, wave: mail.wave, told: undefined, today }), text: { link } };
};

/** The values of a session's mail to a student, as its sender fills them in; undefined where there is no session. */
export const sessionLetterValues = (of: SessionLetter, links: MailLinks) => {
  const { program, student, mail, mails } = of;
  const { timeZone } = program.school;
  const session = sessionAt(of, mail.at);
  if (session === undefined) return undefined;
  const before = mails.findLast(
    ({ studentId, occurrence, at }) => studentId === mail.studentId && occurrence === mail.occurrence && at < mail.at,
  );
  const told = before && sessionAt(of, before.at)?.sequence;
  const dates = { opensOn: readableDate(dayOf(session, timeZone)), closesOn: "" };
  const tracks = program.tracks.map(({ id }) => id);
  const { text, html } = mailValues(student, dates, links, [], tracks);
  const notice = { program, session, wave: mail.wave, told, today: schoolDate(mail.at, timeZone) };
  const own = sessionValues(notice, links.link);
  return { text: { ...text, ...own.text }, html: { ...html, ...own.html } };
};
