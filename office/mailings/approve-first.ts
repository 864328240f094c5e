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
}

/** So far ahead somebody may want to look, and so long after its day a mailing may still wait. */
const [AHEAD, BEHIND] = [60, 28];

/**
 * The first mailings of the next sixty days, and those that were due lately and wait, soonest first; none where the
 * school asks for no approval. Changes nothing.
 * @param now ISO 8601 UTC
 */
export const firstMailingsAhead = async (
  { program, roster, mailings }: FirstMailingsNeeds,
  now: string,
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
      const { day, at } = occurrence.waves.find(({ name }) => name === "open") ?? { day: "", at: "" };
      if (day < addDays(today, -BEHIND) || day > addDays(today, AHEAD)) continue;
      if (!isReached(one, occurrence.milestone, day)) continue;
      const mailing = firstMailing(occurrence.id);
      const state = known.get(mailingName(mailing));
      const isWaiting = awaitsApproval(program, mailing, state);
      const first = { occurrence, at, one, known: state, isWaiting, lastYear: lastYears(all, mailing, at) };
      const { recipients = 0 } = found.get(occurrence.id) ?? {};
      found.set(occurrence.id, { ...first, recipients: recipients + count });
    }
  return [...found.values()]
    .filter(({ known: state }) => state?.opened === undefined)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
};

const plain = (text: string): string => text.trim().toLowerCase();

/** True where whoever approves is the one who owns the item, by the role's id, title or address. */
export const isOwner = ({ school }: Program, { milestone: { owner } }: Occurrence, by: string): boolean => {
  const role = owner === undefined ? undefined : school.roles?.[owner];
  return [owner, role?.title, role?.email].some((name) => name !== undefined && plain(name) === plain(by));
};

/** What came of a yes. `owner`: it needs a second person; `meanwhile`: it has one already, or stopped for a reason. */
export type Approved = "approved" | "owner" | "meanwhile";

/** Records a second person's yes to a first mailing as they saw it. Twice is once. @param at ISO 8601 UTC */
export const approveFirst = async (
  { program, mailings }: { program: Program; mailings: Pick<Mailings, "approve"> },
  { occurrence, recipients }: Pick<FirstMailingAhead, "occurrence" | "recipients">,
  { by, at }: { by: string; at: string },
): Promise<Approved> => {
  if (isOwner(program, occurrence, by)) return "owner";
  const isDone = await mailings.approve(firstMailing(occurrence.id), { at, by, recipients });
  return isDone ? "approved" : "meanwhile";
};
