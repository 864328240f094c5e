import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { emptyList, type Standing, standingOf } from "#domain/sessions/guest-list.ts";
import { isInvited } from "#domain/sessions/guests.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import type { Moment } from "./timeline.ts";

/** A session that a student is invited to, or said something of. */
export interface TheirSession {
  session: KnownSession;
  standing: Standing;
}

interface TheirSessionsNeeds {
  program: Program;
  sessions: Pick<Sessions, "all">;
  guestLists: Pick<GuestLists, "some">;
}

/** A student's sessions, the earliest first. @param now ISO 8601 UTC */
export const theirSessions = async (
  { program, sessions, guestLists }: TheirSessionsNeeds,
  student: Student,
  now: string,
): Promise<TheirSession[]> => {
  const all = await sessions.all();
  const lists = new Map((await guestLists.some(all.map(({ id }) => id))).map((list) => [list.session, list]));
  return all
    .map((session) => {
      const list = lists.get(session.id) ?? emptyList(session.id);
      return { session, standing: standingOf(list, student.person, session.endsAt <= now) };
    })
    .filter(({ session, standing }) => standing.state !== "invited" || isInvited(program, session, student))
    .toSorted((one, other) => (one.session.startsAt < other.session.startsAt ? -1 : 1));
};

/** What of them belongs in a timeline: where the student was, and what lies ahead of them. */
export const sessionMoments = (theirs: readonly TheirSession[], now: string): Moment[] =>
  theirs.flatMap(({ session: { id, title, startsAt, status }, standing: { state } }): Moment[] => {
    if (state === "attended") return [{ at: startsAt, kind: "answer", what: `Came to ${title}`, session: id }];
    const isAhead = status === "planned" && startsAt > now && state !== "declined";
    return isAhead ? [{ at: startsAt, kind: "ahead", what: title, session: id }] : [];
  });
