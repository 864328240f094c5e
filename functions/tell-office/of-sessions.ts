import type { Program } from "#domain/calendar/program.ts";
import type { Unconfirmed } from "#domain/forecast/unconfirmed.ts";
import { givingDays } from "#domain/forecast/without-day.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { countsOf, type GuestList, personOf, seatsOf } from "#domain/sessions/guest-list.ts";
import { isInvited, itemItself } from "#domain/sessions/guests.ts";
import { dayOf, type KnownSession } from "#domain/sessions/session.ts";
import { addDays } from "#domain/time/dates.ts";
import { readableSpan } from "#domain/time/readable-times.ts";
import type { LetterPart } from "#files/letters/letter.ts";
import type { OwnerMail } from "./of-owners.ts";

/** What still has no day, though sessions are planned. */
export const withoutSession = (
  program: Program,
  rows: readonly Unconfirmed[],
  sessions: readonly KnownSession[],
): Unconfirmed[] => {
  const hasDay = givingDays(program, sessions);
  return rows.filter(
    ({ reason, milestone, about: from, until: to }) =>
      reason !== undefined || !hasDay({ milestone, window: { from, to } }),
  );
};

/** The sessions of the day after a school date that ask for answers. */
export const sessionsTomorrow = (
  { school }: Program,
  sessions: readonly KnownSession[],
  today: string,
): KnownSession[] =>
  sessions.filter(
    (session) =>
      session.status === "planned" && session.rsvp !== "none" && dayOf(session, school.timeZone) === addDays(today, 1),
  );

const comingTo = (list: GuestList): Set<string> => new Set(seatsOf(list).seated.map(personOf));

const dietaryPart = (list: GuestList): LetterPart[] => {
  const coming = comingTo(list);
  const texts = Object.entries(list.dietary).flatMap(([person, text]) => (coming.has(person) ? [text] : []));
  if (texts.length === 0) return [];
  const counted = [...Map.groupBy(texts, (text) => text.trim())].map(([text, those]) =>
    those.length === 1 ? text : `${text} (${those.length})`,
  );
  return [{ title: "What they eat", lines: counted, todo: "This is deleted the day after the session." }];
};

// They keep their seat, since a roster may be wrong; whoever runs the session knows better.
const strangersIn = (
  program: Program,
  session: KnownSession,
  list: GuestList,
  students: readonly Enrolled[],
): number => {
  const coming = comingTo(list);
  return students.filter((one) => coming.has(one.person) && !isInvited(program, session, one)).length;
};

/** On its eve a session's owner, or the office, hears how many come, and what they eat: nobody's name. */
export const guestMail = (
  program: Program,
  session: KnownSession,
  list: GuestList,
  students: readonly Enrolled[],
): OwnerMail => {
  const { school } = program;
  const owner = school.roles?.[itemItself(program, session)?.owner ?? ""];
  const { going, waiting, declined } = countsOf(list);
  const guests = seatsOf(list).seated.filter((entry) => entry !== personOf(entry)).length;
  const strangers = strangersIn(program, session, list, students);
  const where = session.place === undefined ? "" : `, ${session.place}`;
  const lines = [
    `${going} come${guests > 0 ? `, ${guests} of them brought by a student` : ""}`,
    ...(waiting > 0 ? [`${waiting} on the wait list`] : []),
    ...(declined > 0 ? [`${declined} said no`] : []),
    ...(strangers > 0 ? [`${strangers} of another class or away by now: please ask whether they come`] : []),
  ];
  return {
    name: `guests/${session.id}/${dayOf(session, school.timeZone)}`,
    to: owner?.email ?? school.office.email,
    letter: {
      subject: `Tomorrow: ${session.title}, ${going} come`,
      lead: `${readableSpan(session.startsAt, session.endsAt, school.timeZone)}${where}.`,
      parts: [{ title: "Who comes", lines }, ...dietaryPart(list)],
      foot:
        `matchward wrote this for ${school.name} to: ${owner?.title ?? school.office.name}. ` +
        `Replies go to ${school.office.name}, ${school.office.email}.`,
    },
  };
};
