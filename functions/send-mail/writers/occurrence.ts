import { signLink } from "#adapters/links/link-token.ts";
import { isReached, partOf } from "#domain/calendar/current-occurrences.ts";
import { whyMissed } from "#domain/calendar/lateness.ts";
import { findOccurrence, linkExpiresAt, type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Wave } from "#domain/calendar/waves.ts";
import { briefOf } from "#domain/mail/digest.ts";
import { nudgeDay, waveNamed } from "#domain/mail/nudge-wave.ts";
import { kindOf, type MailKind } from "#domain/people/mail-kinds.ts";
import type { Addressee } from "#domain/people/student.ts";
import { withItsWindow } from "#domain/sessions/windows/given-windows.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { mayGoOut } from "#domain/time/send-window.ts";
import { type MailDates, mailDates, mailValues } from "#files/letters/mail-values.ts";
import { studentPath } from "#pages/routes.ts";
import { choosing } from "./choosing.ts";
import { type LetterContent, type LetterNeeds, NotInProgram, type WriterFor } from "./writer.ts";

/** Writes mails about an occurrence: a milestone's invitation, its reminders, its last call. */
export const occurrenceWriter: WriterFor = ({ program }, message, at) => {
  const { occurrence, wave } = find(program, message);
  const { school } = program;
  const asking = withItsWindow(program, occurrence);
  const dayOf = (instant: string): string => schoolDate(instant, school.timeZone);
  const alike = alikeIn(program, { occurrence, wave, carries: message.carries ?? [] }, at);
  return {
    template: wave.template,
    kind: alike.kind,
    late: whyLate(program, occurrence, { ...wave, day: later(wave.day, dayOf(message.plannedAt)) }, dayOf(at)),
    mayGoOut: (instant) => mayGoOut(school, occurrence.milestone, instant) && !(wave.waits && instant < wave.at),
    reaches: (student, day) => isReached(student, occurrence.milestone, day),
    // A student's graduation year or track may have changed since planning.
    concerns: (student) => occurrencesFor(asking, student).some(({ id }) => id === occurrence.id),
    partOf: (student) => partOf(student, occurrence),
    brief: (track) => briefOf(program, occurrence, wave, track),
    write: (student, desk) => letterTo(student, alike, desk),
  };
};

// It may have been planned for a later day than its milestone's own: that of a digest. Whoever reminds by hand means
// that day, and whoever was held back then is not surprised by it later.
const whyLate = (program: Program, occurrence: Occurrence, wave: Wave, today: string): string | undefined => {
  const day = nudgeDay(wave.name);
  if (day !== undefined && day !== today) return "a reminder by hand goes out on its own day";
  return whyMissed(program, occurrence, wave, today);
};

const later = (one: string, other: string): string => (one > other ? one : other);

const find = (
  program: Program,
  message: { occurrence: string; wave: string },
): { occurrence: Occurrence; wave: Wave } => {
  const occurrence = findOccurrence(program, message.occurrence);
  const wave = occurrence && waveNamed(program.school, occurrence, message.wave);
  if (occurrence !== undefined && wave !== undefined) return { occurrence, wave };
  throw new NotInProgram(`The program has no ${message.wave} of ${message.occurrence}`);
};

// What all letters of a mailing share, worked out once: dates take longer than the rest of a letter.
interface Alike {
  program: string;
  occurrence: string;
  kind: MailKind;
  linksExpireAt: string;
  dates: MailDates;
  tracks: string[];
  carried: { occurrence: string; title: string; closesOn: string; expiresAt: string }[];
}

const alikeIn = (
  program: Program,
  { occurrence, wave, carries }: { occurrence: Occurrence; wave: Wave; carries: readonly string[] },
  at: string,
): Alike => ({
  program: program.id,
  occurrence: occurrence.id,
  kind: kindOf(occurrence.milestone, wave.name),
  linksExpireAt: linkExpiresAt(program, occurrence, at),
  dates: mailDates(occurrence),
  tracks: program.tracks.map(({ id }) => id),
  carried: carries
    .flatMap((id) => findOccurrence(program, id) ?? [])
    .map((one) => ({
      ...{ occurrence: one.id, title: one.milestone.title, closesOn: mailDates(one).closesOn },
      expiresAt: linkExpiresAt(program, one, at),
    })),
});

const letterTo = (student: Addressee, alike: Alike, desk: LetterNeeds): LetterContent => {
  const linkTo = (occurrence: string, expiresAt: string): string => {
    const token = signLink(desk.keys, { program: alike.program, student: student.person, occurrence, expiresAt });
    return `${desk.siteUrl}${studentPath("survey", token)}`;
  };
  const link = linkTo(alike.occurrence, alike.linksExpireAt);
  const also = alike.carried.map(({ occurrence, expiresAt, ...one }) => ({
    ...one,
    link: linkTo(occurrence, expiresAt),
  }));
  const { preferences, ...headers } = choosing(student, alike, desk);
  const values = mailValues(student, alike.dates, { link, preferences }, also, alike.tracks);
  return { to: student.email, values, ...headers };
};
