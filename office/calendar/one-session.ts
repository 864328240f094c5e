import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { MailStateName } from "#domain/parts/mail-states.ts";
import { isOut, type Part } from "#domain/parts/part.ts";
import { fullName } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { countsOf, type GuestCounts, type GuestList, type Standing, standingOf } from "#domain/sessions/guest-list.ts";
import { isInvited } from "#domain/sessions/guests.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";

/** One guest of a session, as staff see them. */
export interface SessionGuest {
  student: Student;
  standing: Standing;
  isTold: boolean;
  /** False of who is of another class or away by now, and said or heard something before. */
  isInvited: boolean;
}

/** The mails of one wave by where they stand: the keys of whose they are. */
export interface WaveMails {
  wave: string;
  states: Partial<Record<MailStateName, string[]>>;
}

/** A session with its seats, its guests, and the mails about it. Of what guests eat it says nothing. */
export interface SessionFile {
  session: KnownSession;
  counts: GuestCounts;
  /** What the room shows, so that who is there can say so. */
  code: string | undefined;
  guests: SessionGuest[];
  waves: WaveMails[];
}

export interface OneSessionNeeds {
  program: Program;
  people: Pick<People, "all">;
  sessions: Pick<Sessions, "get">;
  guestLists: Pick<GuestLists, "get" | "came" | "notCome" | "openRoom">;
  parts: Pick<Parts, "asOfNow">;
}

/** A session as it stands now; undefined where there is none of that id. */
export const sessionFile = async (
  needs: OneSessionNeeds,
  id: string,
  now: string,
): Promise<SessionFile | undefined> => {
  const session = await needs.sessions.get(id);
  if (session === undefined) return undefined;
  const [students, list, parts] = await Promise.all([
    needs.people.all(),
    needs.guestLists.get(id),
    needs.parts.asOfNow(sessionSubject(id)),
  ]);
  const guests = guestsOf({ program: needs.program, session, list, now }, students, parts);
  return { session, counts: countsOf(list), code: list.code, guests, waves: wavesOf(parts) };
};

const guestsOf = (
  { program, session, list, now }: { program: Program; session: KnownSession; list: GuestList; now: string },
  students: readonly Student[],
  parts: readonly Part[],
): SessionGuest[] => {
  const told = new Set(parts.filter(({ mails }) => Object.values(mails).some(isOut)).map(({ student }) => student));
  const isOver = session.endsAt <= now;
  return students
    .map((student) => ({
      student,
      standing: standingOf(list, student.person, isOver),
      isTold: told.has(student.person),
      isInvited: isInvited(program, session, student),
    }))
    .filter((one) => one.isTold || one.standing.state !== "invited" || one.isInvited)
    .toSorted((one, other) => fullName(one.student).localeCompare(fullName(other.student), "en"));
};

const wavesOf = (parts: readonly Part[]): WaveMails[] => {
  const waves = new Map<string, WaveMails["states"]>();
  for (const { student, mails } of parts)
    for (const [wave, { state }] of Object.entries(mails)) {
      const states = waves.get(wave) ?? {};
      waves.set(wave, states);
      states[state] ??= [];
      states[state].push(student);
    }
  return [...waves].map(([wave, states]) => ({ wave, states }));
};

/**
 * Records who of those that were shown came, and who did not. Twice records once.
 * @param shown the keys of whom the list showed; who was not on it stays as they are
 */
export const saveAttendance = async (
  { guestLists }: Pick<OneSessionNeeds, "guestLists">,
  id: string,
  { shown, came }: { shown: readonly string[]; came: readonly string[] },
  at: string,
): Promise<void> => {
  const there = shown.filter((key) => came.includes(key));
  const absent = shown.filter((key) => !came.includes(key));
  if (there.length > 0) await guestLists.came(id, there, "office", at);
  if (absent.length > 0) await guestLists.notCome(id, absent);
};
