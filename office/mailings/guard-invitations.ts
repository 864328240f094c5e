import type { MailingState } from "#adapters/mailings/mailings.ts";
import type { KnownParts } from "#domain/mail/done-before.ts";
import { firstMailing, openedBefore } from "#domain/mail/first-mailing.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import type { PlannedMail } from "#domain/mail/plan.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionSubject, sessionsLike } from "#domain/sessions/session-subject.ts";
import { type GuardNeeds, guardOpenings } from "./guard-openings.ts";

/** A session's mails that are about to go on the queue, and what is known of it. `parts`: its own. */
interface AboutToOpen {
  session: KnownSession;
  among: readonly KnownSession[];
  parts: KnownParts;
  mails: readonly PlannedMail[];
}

/**
 * Looks at a session's invitations before they go on the queue, as at any first mailing; answers the mails that may go.
 * It is compared with other sessions of its item. Nothing but invitations ever waits. Running twice pauses once.
 * @param known all mailings as they stand; `at`: ISO 8601 UTC
 */
export const guardInvitations = async (
  needs: GuardNeeds,
  known: readonly MailingState[],
  { session, among, parts, mails }: AboutToOpen,
  at: string,
): Promise<PlannedMail[]> => {
  const due = mails.filter(({ wave }) => wave === "open").length;
  if (due === 0) return [...mails];
  const occurrence = sessionSubject(session.id);
  const had = openedBefore([...parts.values()]).get(occurrence) ?? 0;
  const opening = { occurrence, due, had, like: sessionsLike(among, session) };
  const stopped = await guardOpenings(needs, known, [opening], at);
  return mails.filter(({ wave }) => wave !== "open" || !stopped.has(mailingName(firstMailing(occurrence))));
};
