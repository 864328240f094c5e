import { occurrencesOpenIn } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { awaitsApproval, firstMailing, type KnownMailing } from "#domain/mail/first-mailing.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { isListed } from "#domain/people/held.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { isInvited } from "#domain/sessions/guests.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionOf, sessionSubject } from "#domain/sessions/session-subject.ts";
import { invitedFrom } from "#domain/sessions/session-waves.ts";
import { addDays, schoolDate, yearOf } from "#domain/time/dates.ts";
import type { MailingPaused } from "#events/mail/mailing-paused.ts";
import { isUseless } from "#office/mailings/invitation-over.ts";
import { mailingTitle } from "#office/titles.ts";
import type { Places } from "./of-import.ts";
import type { OfficeLetter } from "./office-letter.ts";

/** A first mailing that waits for staff, in a line. */
export interface WaitingMailing {
  line: string;
}

/** So many days before its day the office hears that a first mailing waits for approval. */
const AHEAD = 7;

const isAhead = ({ status, startsAt }: KnownSession, at: string): boolean => status === "planned" && startsAt > at;

type MailingSeen = KnownMailing & { paused?: { reason: string; cause?: string } };

/**
 * First mailings that stopped by themselves and can still go out, and those of the next days without a yes. Of a
 * session that invites none of the students nobody has to approve anything.
 */
export const waitingMailings = (
  program: Program,
  known: readonly MailingSeen[],
  { sessions, students }: { sessions: readonly KnownSession[]; students: readonly Enrolled[] },
  at: string,
): WaitingMailing[] => {
  const today = schoolDate(at, program.school.timeZone);
  const byName = new Map(known.map((one) => [mailingName(one), one]));
  const stateOf = (mailing: Mailing) => byName.get(mailingName(mailing));
  const begun = new Set(sessions.filter((one) => !isAhead(one, at)).map(({ id }) => sessionSubject(id)));
  const isOver = (one: MailingSeen): boolean => isUseless(program, one, at) || begun.has(one.occurrence);
  const stopped = known.filter((one) => one.paused?.cause !== undefined && !isOver(one));
  const openings = program.milestones
    .flatMap(({ id }) => occurrencesOpenIn(program, id, yearOf(today)))
    .filter(({ opens }) => opens >= today && opens <= addDays(today, AHEAD))
    .map(({ id, opens }) => ({ id, opens }));
  const hasGuests = (session: KnownSession): boolean =>
    students.some((one) => one.held === undefined && isListed(one) && isInvited(program, session, one));
  const invitations = sessions
    .filter((one) => isAhead(one, at))
    .map((one) => ({ session: one, opens: schoolDate(invitedFrom(program, one), program.school.timeZone) }))
    .filter(({ session, opens }) => opens <= addDays(today, AHEAD) && hasGuests(session))
    .map(({ session: { id }, opens }) => ({ id: sessionSubject(id), opens }));
  const ahead = [...openings, ...invitations]
    .map(({ id, opens }) => ({ ...firstMailing(id), opens }))
    .filter((one) => awaitsApproval(program, one, stateOf(one)) && stateOf(one)?.paused === undefined);
  return [
    ...stopped.map((one) => ({ line: `${mailingTitle(program, one)} (${one.occurrence}): ${one.paused?.reason}` })),
    ...ahead.map((one) => ({ line: `${mailingTitle(program, one)} (${one.occurrence}), on ${one.opens}: no yes yet` })),
  ];
};

// Sessions are looked through once a morning.
const whenApproved = (occurrence: string): string =>
  sessionOf(occurrence) === undefined
    ? "with the next run: half an hour after the first, or tomorrow morning"
    : "tomorrow morning, where its session has not begun by then";

/** What the office is told at once of a first mailing that stopped by itself; undefined of every other pause. */
export const letterOfMailing = (
  program: Program,
  { data }: MailingPaused,
  { stage }: Places,
): OfficeLetter | undefined => {
  const { occurrence, reason, cause } = data;
  const title = mailingTitle(program, data);
  if (cause === "approval")
    return {
      subject: `${title} waits for approval`,
      lead:
        "Its day has come, and nothing of it goes out before a second person has approved it. Approved today, it " +
        `goes out ${whenApproved(occurrence)}.`,
      parts: [
        {
          title: "What to do",
          lines: [],
          todo: "The command shows how many get it, how many got it last year, and the mail itself, and asks:",
          copy: [`npx matchward approve ${occurrence} --stage ${stage} --by 'YOUR NAME'`],
        },
      ],
    };
  if (cause === "recipients")
    return {
      subject: `${title} stopped itself`,
      lead: "It has far more recipients than last year, so that nothing of it went out.",
      parts: [
        { title: "Why", lines: [reason] },
        {
          title: "What to do",
          lines: [],
          todo: "If a roster is wrong, mend it first. If the number is right, take the mailing up again:",
          copy: [`npx matchward runs --stage ${stage} --resume ${occurrence}/open`],
        },
      ],
    };
  return undefined;
};
