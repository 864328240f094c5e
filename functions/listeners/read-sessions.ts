import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import { type KnownParts, knownParts } from "#domain/mail/done-before.ts";
import type { PlannedMail } from "#domain/mail/plan.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import type { GuestList } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { answersOf, type GuestAnswers } from "#domain/sessions/wave-guests.ts";
import { logUnread } from "./log.ts";
import { mapConcurrently } from "./map-concurrently.ts";

/** What planning a session's mails needs to know. `isRead`: false of who gets none, their part being unreadable. */
export interface SessionAtHand {
  session: KnownSession;
  list: GuestList;
  answers: GuestAnswers;
  known: KnownParts;
  isRead(mail: PlannedMail): boolean;
}

interface ReadSessionsNeeds {
  parts: Pick<Parts, "ofOccurrence">;
  guestLists: Pick<GuestLists, "get">;
}

/** Reads the parts and the guest lists of sessions; changes nothing. */
export const readSessions = (needs: ReadSessionsNeeds, sessions: readonly KnownSession[]): Promise<SessionAtHand[]> =>
  mapConcurrently(sessions, (session) => readOne(needs, session), 4);

// A student whose part cannot be read gets no mail: the part may say that they had it.
const readOne = async ({ parts, guestLists }: ReadSessionsNeeds, session: KnownSession): Promise<SessionAtHand> => {
  const unread = new Set<string>();
  const told = await parts.ofOccurrence(sessionSubject(session.id), (item) => {
    unread.add(item.student);
    logUnread(item);
  });
  const list = await guestLists.get(session.id);
  const isRead = ({ student }: PlannedMail) => ![student, groupOf(student)].some((name) => unread.has(name));
  return { session, list, answers: answersOf(list), known: knownParts(told), isRead };
};
