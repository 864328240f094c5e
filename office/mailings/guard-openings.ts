import type { MailingState, Mailings } from "#adapters/mailings/mailings.ts";
import type { Program } from "#domain/calendar/program.ts";
import { awaitsApproval, firstMailing, type OpeningNow, whyStop } from "#domain/mail/first-mailing.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";

/** What looking at first mailings before they go on the queue needs of the world. */
export interface GuardNeeds {
  program: Program;
  mailings: Pick<Mailings, "pause" | "open" | "reach">;
}

/** The names of those that are paused. */
export const pausedAmong = (known: readonly MailingState[]): Set<string> =>
  new Set(known.filter(({ paused }) => paused !== undefined).map(mailingName));

/**
 * Looks at first mailings before anything of them goes on the queue: pauses one that nobody has approved where the
 * school wants that, or that has far more recipients than last year; records of any other that it opens, and for how
 * many. Answers the names of all that may not go, of a whole
 * occurrence its id. Running twice pauses and records once; a run that dies after it
 * leaves a record of an opening, whose mails the next one queues.
 * @param known all mailings as they stand; `at`: ISO 8601 UTC
 */
export const guardOpenings = async (
  { program, mailings }: GuardNeeds,
  known: readonly MailingState[],
  openings: readonly OpeningNow[],
  at: string,
): Promise<Set<string>> => {
  const stopped = pausedAmong(known);
  for (const opening of openings) {
    const mailing = firstMailing(opening.occurrence);
    const why = whyStop(program, known, opening, at);
    // Of what nobody approved not even a reminder goes out; what corrects a session never waits.
    if (why?.cause === "approval" && !isOfSession(opening)) stopped.add(opening.occurrence);
    if (stopped.has(mailingName(mailing))) continue;
    if (why !== undefined) await mailings.pause(mailing, { at, ...why });
    if (why !== undefined || !(await opens({ program, mailings }, known, opening, at)))
      stopped.add(mailingName(mailing));
  }
  return stopped;
};

const isOfSession = ({ occurrence }: OpeningNow): boolean => sessionOf(occurrence) !== undefined;

const opens = async (
  { program, mailings }: GuardNeeds,
  known: readonly MailingState[],
  { occurrence, due, had }: OpeningNow,
  at: string,
): Promise<boolean> => {
  const mailing = firstMailing(occurrence);
  const state = known.find((one) => mailingName(one) === mailingName(mailing));
  if (due + had === 0) return true;
  if (state?.opened !== undefined) {
    // One class may have been invited before another, whose week was full: next year is compared with both.
    if (due + had > state.opened.recipients) {
      await mailings.reach(mailing, { ...state.opened, recipients: due + had });
    }
    return true;
  }
  const mustBeApproved = had === 0 && awaitsApproval(program, mailing, undefined);
  return mailings.open(mailing, { at, recipients: due + had, mustBeApproved });
};
