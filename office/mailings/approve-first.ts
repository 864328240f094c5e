import type { MailingState, Mailings } from "#adapters/mailings/mailings.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { isReached } from "#domain/calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { awaitsApproval, firstMailing, lastYears } from "#domain/mail/first-mailing.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import type { Student } from "#domain/people/student.ts";
import { titleOf } from "#domain/sessions/calendar-entries.ts";
import { isInvited, itemItself } from "#domain/sessions/guests.ts";
import { sessionTemplate } from "#domain/sessions/invitation.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionSubject, sessionsLike } from "#domain/sessions/session-subject.ts";
import { invitedFrom } from "#domain/sessions/session-waves.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { alike } from "../alike.ts";
import type { RosterToRead } from "../records.ts";
import { type InvitationOver, invitationOver } from "./invitation-over.ts";

/** What looking at the first mailings ahead needs of the world. */
export interface FirstMailingsNeeds extends RosterToRead {
  program: Program;
  mailings: Pick<Mailings, "all">;
  sessions: Pick<Sessions, "all">;
}

/** What a first mailing is of: an occurrence of a milestone, or a session. `item`: the milestone's or series' id. */
export interface FirstMailingSubject {
  id: string;
  item: string;
  title: string;
  owner: string | undefined;
  template: string;
  session?: KnownSession;
}

/** An occurrence or session whose first mailing lies ahead, or was due and waits. */
export interface FirstMailingAhead {
  occurrence: FirstMailingSubject;
  /** When it is planned for, ISO 8601 UTC. */
  at: string;
  /** At most so many students get it. */
  recipients: number;
  /** One of them, for a look at the mail. */
  one: Student;
  /** The same milestone's mailing of a year before, where one is on record. */
  lastYear: { occurrence: string; at: string; recipients: number } | undefined;
  known: MailingState | undefined;
  isWaiting: boolean;
  /** True once its day and hour have come. */
  isDue: boolean;
  /** Why nobody gets it any more; undefined while it may go out. */
  over: InvitationOver | undefined;
}

/** So far ahead somebody may want to look, and so long after its day a mailing may still wait. */
const [AHEAD, BEHIND] = [60, 28];

const openingOf = ({ id, milestone, waves }: Occurrence): FirstMailingSubject => ({
  ...{ id, item: milestone.id, title: milestone.title, owner: milestone.owner },
  template: waves.find(({ name }) => name === "open")?.template ?? "",
});

const openingOfSession = (program: Program, session: KnownSession): FirstMailingSubject => {
  const { owner } = itemItself(program, session) ?? {};
  return {
    ...{ id: sessionSubject(session.id), item: session.item, title: titleOf(program, session), owner },
    ...{ template: sessionTemplate(program, session, "open"), session },
  };
};

/** Those of sessions that have not begun: nobody is invited once one has. */
const ofSessions = (
  program: Program,
  { students, all, sessions }: { students: readonly Student[]; all: readonly MailingState[]; sessions: KnownSession[] },
  now: string,
): FirstMailingAhead[] =>
  sessions
    .filter(({ status, startsAt }) => status === "planned" && startsAt > now)
    .flatMap((session): FirstMailingAhead[] => {
      const guests = students.filter((one) => one.held === undefined && isInvited(program, session, one));
      const [one] = guests;
      if (one === undefined) return [];
      const occurrence = openingOfSession(program, session);
      const mailing = firstMailing(occurrence.id);
      const at = invitedFrom(program, session);
      const known = all.find((each) => mailingName(each) === mailingName(mailing));
      return [
        {
          ...{ occurrence, at, one, recipients: guests.length, known, over: undefined, isDue: at <= now },
          isWaiting: awaitsApproval(program, mailing, known),
          lastYear: lastYears(all, { ...mailing, like: sessionsLike(sessions, session) }, at),
        },
      ];
    });

const firstMailings = async (
  { program, people, mailings, sessions }: FirstMailingsNeeds,
  now: string,
  isNear: (day: string, today: string, id: string) => boolean,
): Promise<FirstMailingAhead[]> => {
  if (program.school.approval === undefined) return [];
  const today = schoolDate(now, program.school.timeZone);
  const [students, all, known] = await Promise.all([people.all(), mailings.all(), sessions.all()]);
  const states = new Map(all.map((one) => [mailingName(one), one]));
  const found = new Map<string, FirstMailingAhead>();
  for (const { one, count } of alike(
    program,
    students.filter(({ held }) => held === undefined),
  ))
    for (const occurrence of occurrencesFor(program, one)) {
      const { day = "", at = "" } = occurrence.waves.find(({ name }) => name === "open") ?? {};
      if (day === "" || day > addDays(today, AHEAD) || !isNear(day, today, occurrence.id)) continue;
      if (!isReached(one, occurrence.milestone, day)) continue;
      const mailing = firstMailing(occurrence.id);
      const state = states.get(mailingName(mailing));
      const isWaiting = awaitsApproval(program, mailing, state);
      const first = {
        occurrence: openingOf(occurrence),
        at,
        one,
        known: state,
        isWaiting,
        lastYear: lastYears(all, mailing, at),
      };
      const timed = { isDue: Date.parse(at) <= Date.parse(now), over: invitationOver(program, occurrence, now) };
      const { recipients = 0 } = found.get(occurrence.id) ?? {};
      found.set(occurrence.id, { ...first, ...timed, recipients: recipients + count });
    }
  const near = ofSessions(program, { students, all, sessions: known }, now).filter(({ occurrence, at }) => {
    const day = schoolDate(at, program.school.timeZone);
    return day <= addDays(today, AHEAD) && isNear(day < today ? today : day, today, occurrence.id);
  });
  return [...found.values(), ...near]
    .filter(({ known: state }) => state?.opened === undefined)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
};

/**
 * The first mailings of the next sixty days, and those that were due lately, wait and may still go out, soonest first;
 * none where the school asks for no approval. Changes nothing.
 * @param now ISO 8601 UTC
 */
export const firstMailingsAhead = async (needs: FirstMailingsNeeds, now: string): Promise<FirstMailingAhead[]> =>
  (await firstMailings(needs, now, (day, today) => day >= addDays(today, -BEHIND))).filter(
    ({ over }) => over === undefined,
  );

/** One of them by its occurrence's id, or one that waited longer, and may be over. @param now ISO 8601 UTC */
export const firstMailingOf = async (
  needs: FirstMailingsNeeds,
  id: string,
  now: string,
): Promise<FirstMailingAhead | undefined> =>
  (await firstMailings(needs, now, (_day, _today, occurrence) => occurrence === id))[0];

const ADDRESS = /[^\s<>()"',;:]+@[^\s<>()"',;:]+/g;

// `Director <d@x.edu>` names somebody twice: by a title and by an address.
const namesIn = (text: string): string[] => {
  const plain = text.normalize("NFKC").toLowerCase();
  const words = plain.replaceAll(ADDRESS, " ").replaceAll(/[\s<>()"',;:]+/g, " ");
  return [words.trim(), ...(plain.match(ADDRESS) ?? [])].filter((name) => name !== "");
};

/** True where whoever approves is the one who owns the item, by the role's id, title or address. */
export const isOwner = ({ school }: Program, { owner }: Pick<FirstMailingSubject, "owner">, by: string): boolean => {
  const role = owner === undefined ? undefined : school.roles?.[owner];
  const owners = [owner, role?.title, role?.email].flatMap((name) => (name === undefined ? [] : namesIn(name)));
  return namesIn(by).some((name) => owners.includes(name));
};

/** The pause that a yes does not end; undefined where none stands. */
export const otherPause = ({ known }: Pick<FirstMailingAhead, "known">): MailingState["paused"] =>
  known?.paused?.cause === "approval" ? undefined : known?.paused;

/**
 * What came of a yes. `owner`: it needs a second person; `paused`: it stands still for another reason; `over`: nothing
 * of the occurrence goes out any more; `meanwhile`: it has a yes already, or went on its way.
 */
export type Approved = "approved" | "owner" | "paused" | "over" | "meanwhile";

/** Records a second person's yes to a first mailing as they saw it. Twice is once. @param at ISO 8601 UTC */
export const approveFirst = async (
  { program, mailings }: { program: Program; mailings: Pick<Mailings, "approve"> },
  { occurrence, recipients, known, over }: FirstMailingAhead,
  { by, at }: { by: string; at: string },
): Promise<Approved> => {
  if (isOwner(program, occurrence, by)) return "owner";
  if (otherPause({ known }) !== undefined) return "paused";
  if (over !== undefined && over.next === undefined) return "over";
  const isDone = await mailings.approve(firstMailing(occurrence.id), { at, by, recipients });
  return isDone ? "approved" : "meanwhile";
};
