import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { emptyList, type Standing, standingOf } from "#domain/sessions/guest-list.ts";
import { isInvited } from "#domain/sessions/guests.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { invitedFrom } from "#domain/sessions/session-waves.ts";
import type { Moment } from "./timeline.ts";

/** A session that a student is invited to, or said something of. */
export interface TheirSession {
  session: KnownSession;
  standing: Standing;
  /** When its invitations go out, ISO 8601 UTC. */
  invitedFrom: string;
}

/** A student's sessions by what staff ask of them, each the earliest first. */
export interface SortedSessions {
  /** They were invited, or have said something, and it is not over. */
  current: TheirSession[];
  /** The first few of those whose invitation is still to come, and how many come after these. */
  next: TheirSession[];
  later: number;
  /** It is over, and they said something of it. */
  over: TheirSession[];
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
      const standing = standingOf(list, student.person, session.endsAt <= now);
      return { session, standing, invitedFrom: invitedFrom(program, session) };
    })
    .filter(({ session, standing }) => standing.state !== "invited" || isInvited(program, session, student))
    .toSorted((one, other) => (one.session.startsAt < other.session.startsAt ? -1 : 1));
};

const NEXT = 3;

/** What of a student's sessions is worth a look now: a class has dozens ahead that nobody has told it of yet. */
export const sortSessions = (theirs: readonly TheirSession[], now: string): SortedSessions => {
  const saidOf = ({ standing }: TheirSession) => standing.state !== "invited";
  const ahead = theirs.filter(({ session }) => session.endsAt > now);
  const isCurrent = (one: TheirSession) => saidOf(one) || one.invitedFrom <= now;
  const coming = ahead.filter((one) => !isCurrent(one) && one.session.status === "planned");
  return {
    current: ahead.filter(isCurrent),
    next: coming.slice(0, NEXT),
    later: coming.slice(NEXT).length,
    over: theirs.filter((one) => one.session.endsAt <= now && saidOf(one)),
  };
};

/** What of them belongs in a timeline: where the student was, and what lies ahead of them. */
export const sessionMoments = ({ current, next, over }: SortedSessions, now: string): Moment[] =>
  [...over, ...current, ...next].flatMap(({ session, standing: { state } }): Moment[] => {
    const { id, title, startsAt, status } = session;
    if (state === "attended") return [{ at: startsAt, kind: "answer", what: `Came to ${title}`, session: id }];
    const isAhead = status === "planned" && startsAt > now && state !== "declined";
    return isAhead ? [{ at: startsAt, kind: "ahead", what: title, session: id }] : [];
  });
