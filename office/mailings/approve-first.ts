import type { MailingState, Mailings } from "#adapters/mailings/mailings.ts";
import { isReached } from "#domain/calendar/current-occurrences.ts";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { awaitsApproval, firstMailing, lastYears } from "#domain/mail/first-mailing.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { alike } from "../alike.ts";
import type { RosterToRead } from "../records.ts";
import { type InvitationOver, invitationOver } from "./invitation-over.ts";

/** What looking at the first mailings ahead needs of the world. */
export interface FirstMailingsNeeds extends RosterToRead {
  program: Program;
  mailings: Pick<Mailings, "all">;
}

/** An occurrence whose first mailing lies ahead, or was due and waits. */
export interface FirstMailingAhead {
  occurrence: Occurrence;
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

const firstMailings = async (
  { program, roster, mailings }: FirstMailingsNeeds,
  now: string,
  isNear: (day: string, today: string, id: string) => boolean,
): Promise<FirstMailingAhead[]> => {
  if (program.school.approval === undefined) return [];
  const today = schoolDate(now, program.school.timeZone);
  const [students, all] = await Promise.all([roster.all(), mailings.all()]);
  const known = new Map(all.map((one) => [mailingName(one), one]));
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
      const state = known.get(mailingName(mailing));
      const isWaiting = awaitsApproval(program, mailing, state);
      const first = { occurrence, at, one, known: state, isWaiting, lastYear: lastYears(all, mailing, at) };
      const timed = { isDue: Date.parse(at) <= Date.parse(now), over: invitationOver(program, occurrence, now) };
      const { recipients = 0 } = found.get(occurrence.id) ?? {};
      found.set(occurrence.id, { ...first, ...timed, recipients: recipients + count });
    }
  return [...found.values()]
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
export const isOwner = ({ school }: Program, { milestone: { owner } }: Occurrence, by: string): boolean => {
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
