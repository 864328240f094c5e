import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { weekOf } from "#domain/calendar/spacing/weekly-budget.ts";
import type { PlannedMail } from "#domain/mail/plan.ts";
import type { Part } from "#domain/parts/part.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { type PlanSession, planSession } from "#domain/sessions/session-mails.ts";
import { sessionSubject, sessionsLike } from "#domain/sessions/session-subject.ts";
import { sessionsInDigest } from "#domain/sessions/spacing/sessions-in-digest.ts";
import { toldByParts } from "#domain/sessions/spacing/told-so-far.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { readSessions } from "../listeners/read-sessions.ts";

interface WaitingNeeds {
  program: Program;
  parts: Pick<Parts, "ofOccurrence">;
  sessions: Pick<Sessions, "all">;
  guestLists: Pick<GuestLists, "get">;
}

/** What of sessions waits; for a look at their invitations their parts, and with which others each is compared. */
export interface WaitingOfSessions {
  plan(of: Pick<PlanSession, "declined" | "paused">): { waited: Map<string, PlannedMail[]> };
  parts: Part[];
  like: Map<string, string[]>;
}

/**
 * What of sessions waited for the digest of an instant's day, to be planned by person; undefined where nothing did, and
 * on a day without a digest, on which it reads nothing. Changes nothing.
 */
export const waitingOfSessions = async (
  needs: WaitingNeeds,
  students: readonly Enrolled[],
  now: string,
): Promise<WaitingOfSessions | undefined> => {
  const { program, sessions } = needs;
  const today = schoolDate(now, program.school.timeZone);
  if (weekOf(program.school, today)?.digest !== today) return undefined;
  const among = await sessions.all();
  const those = sessionsInDigest(program, among, students, now);
  if (those.length === 0) return undefined;
  const read = await readSessions(needs, those);
  const parts = read.flatMap(({ known }) => [...known.values()]);
  const morning = toldByParts(program, parts);
  return {
    parts,
    like: new Map(those.map((session) => [sessionSubject(session.id), sessionsLike(among, session)])),
    plan: (of) => {
      const mails = read.flatMap(({ isRead, session, answers, known }) =>
        planSession({ program, session, among, students, answers, known, morning, now, ...of })
          .filter((mail) => mail.waitsForDigest)
          .filter(isRead),
      );
      return { waited: Map.groupBy(mails, ({ student }) => student) };
    },
  };
};
