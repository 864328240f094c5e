import * as z from "zod/mini";
import type { Corrections } from "#adapters/corrections/corrections.ts";
import type { Escalations } from "#adapters/escalations/escalations.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { OfficeMails } from "#adapters/office-mails/office-mails.ts";
import type { People } from "#adapters/people/people.ts";
import type { OfficeMailer } from "#adapters/ses/office-mailer.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Unconfirmed, unconfirmed } from "#domain/forecast/unconfirmed.ts";
import { suppressionOf } from "#domain/people/address.ts";
import type { Student } from "#domain/people/student.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { isFirstWorkingDayOfWeek } from "#domain/time/quiet-days.ts";
import { MailingPaused } from "#events/mail/mailing-paused.ts";
import { ListImported } from "#events/people/list-imported.ts";
import { RosterImported } from "#events/people/roster-imported.ts";
import { RosterRefused } from "#events/people/roster-refused.ts";
import { DayBegan } from "#events/time/day-began.ts";
import { letterHtml, letterText } from "#files/letters/letter.ts";
import { type AdvisorNews, advisorNews } from "./of-advisors.ts";
import { letterOfDay, type WaitingForOffice } from "./of-day.ts";
import { letterOfImport, type Places } from "./of-import.ts";
import { letterOfMailing, waitingMailings } from "./of-mailing.ts";
import { ownerMails } from "./of-owners.ts";
import { guestMail, sessionsTomorrow, withoutSession } from "./of-sessions.ts";
import { footOf, type OfficeLetter } from "./office-letter.ts";
import { tellOwners } from "./tell-owners.ts";

/** A morning, or a fact of the school's bus that the office is told of. */
export const OfficeOccasion = z.union([
  DayBegan,
  z.object({ detail: z.discriminatedUnion("type", [ListImported, RosterImported, RosterRefused, MailingPaused]) }),
]);
export type OfficeOccasion = z.infer<typeof OfficeOccasion>;

export interface TellOfficeNeeds extends Places {
  program: Program;
  people: Pick<People, "heldOrFailed" | "enrolled">;
  /** The rosters that wait for a yes. */
  waitingImports: () => Promise<WaitingForOffice["imports"]>;
  corrections: Pick<Corrections, "open">;
  escalations: Pick<Escalations, "since">;
  mailings: Pick<Mailings, "all">;
  sessions: Pick<Sessions, "all">;
  guestLists: Pick<GuestLists, "get">;
  officeMails: OfficeMails;
  mailer: OfficeMailer;
}

/** Milliseconds for which a failed address may not have been told of yet. */
const LATEST_NEWS = 14 * 86_400_000;

/**
 * Tells the office by mail what waits for it: of an import that needs eyes, and of a first mailing that stopped by
 * itself, at once, of all else once a day; once a week each owner what of theirs has no day; and
 * on the eve of a session its owner who comes. Running twice sends
 * each mail once. A mail is recorded once SES has it: a run that dies between the two sends it again, since a mail too
 * many harms nobody here, and one too few may.
 */
export const tellOffice = async (needs: TellOfficeNeeds, occasion: OfficeOccasion): Promise<{ mails: number }> => {
  if ("detail" in occasion) return { mails: await tell(needs, await ofFact(needs, occasion.detail)) };
  const { school } = needs.program;
  const at = new Date(occasion.scheduledAt).toISOString();
  const today = schoolDate(at, school.timeZone);
  const morning = { at, today, sessions: await needs.sessions.all(), waiting: waitingThisWeek(needs.program, today) };
  const told = await tell(needs, await ofMorning(needs, morning));
  return { mails: told + (await tellOwners(needs, school, await mailsToOwners(needs, morning), at)) };
};

/** A morning, and what each of its mails goes by; `waiting`: on the first working day of a week. */
interface OfficeMorning {
  at: string;
  today: string;
  sessions: readonly KnownSession[];
  waiting: readonly Unconfirmed[];
}

const mailsToOwners = async (needs: TellOfficeNeeds, { today, sessions, waiting }: OfficeMorning) => {
  const { program } = needs;
  return [
    ...ownerMails(program, withoutSession(program, waiting, sessions), today),
    ...(await mailsOfGuests(needs, sessionsTomorrow(program, sessions, today))),
  ];
};

const mailsOfGuests = async ({ program, people, guestLists }: TellOfficeNeeds, sessions: readonly KnownSession[]) => {
  const students = sessions.length === 0 ? [] : await people.enrolled();
  return Promise.all(sessions.map(async (one) => guestMail(program, one, await guestLists.get(one.id), students)));
};

const waitingThisWeek = (program: Program, today: string): Unconfirmed[] =>
  isFirstWorkingDayOfWeek(program.school, today) ? unconfirmed(program, today) : [];

const tell = async (needs: TellOfficeNeeds, { name, also = [], at, letter }: ToTell): Promise<number> => {
  if (letter === undefined || (await needs.officeMails.isTold(name))) return 0;
  const { school } = needs.program;
  const whole = { ...letter, foot: footOf(school) };
  const html = await letterHtml(whole, school);
  await needs.mailer.send({ subject: letter.subject, html, text: letterText(whole) });
  for (const told of [...also, name]) await needs.officeMails.told(told, at);
  return 1;
};

/** What is to be told, and the name by which it is known whether it was; `also`: of what else it tells. */
interface ToTell {
  name: string;
  also?: string[];
  at: string;
  letter: OfficeLetter | undefined;
}

type OfficeFact = Extract<OfficeOccasion, { detail: unknown }>["detail"];

const ofFact = async (needs: TellOfficeNeeds, detail: OfficeFact): Promise<ToTell> => {
  if (detail.type === "run.paused") return ofMailing(needs, detail);
  const isOurs = detail.data.program === needs.program.id;
  return { name: detail.id, at: detail.occurredAt, letter: isOurs ? letterOfImport(detail, needs) : undefined };
};

const ofMailing = async (needs: TellOfficeNeeds, fact: MailingPaused): Promise<ToTell> => {
  const { occurrence } = fact.data;
  const isSession = async () => (await needs.sessions.all()).some(({ id }) => sessionSubject(id) === occurrence);
  const isOurs = findOccurrence(needs.program, occurrence) !== undefined || (await isSession());
  const letter = isOurs ? letterOfMailing(needs.program, fact, needs) : undefined;
  return { name: fact.id, at: fact.occurredAt, letter };
};

const ofMorning = async (needs: TellOfficeNeeds, { at, today, sessions, waiting }: OfficeMorning): Promise<ToTell> => {
  const { program } = needs;
  const dayOf = (instant: string): string => schoolDate(instant, program.school.timeZone);
  const dates = waiting.filter(({ reason }) => reason !== undefined);
  const [guests, students, imports, known, corrections] = await Promise.all([
    program.school.approval === undefined ? [] : needs.people.enrolled(),
    needs.people.heldOrFailed(),
    needs.waitingImports(),
    needs.mailings.all(),
    needs.corrections.open(),
  ]);
  const mailings = waitingMailings(program, known, { sessions, students: guests }, at);
  const failed = await failedUntold(needs, students, at);
  const advisors = await advisorsUntold(needs, today);
  const letter = letterOfDay(
    { students, corrections, imports, mailings, failed, unconfirmed: dates, advisors, dayOf },
    needs,
  );
  const also = [...failed.map(failureOf), ...advisors.map(({ name }) => name)];
  return { name: `day/${today}`, also, at, letter };
};

/** Days for which an advisor answers, and a few for a mail that went out late. */
const ADVISORS_SAY = 21;

const advisorsUntold = async ({ program, escalations, officeMails }: TellOfficeNeeds, today: string) => {
  const news = advisorNews(program, await escalations.since(addDays(today, -ADVISORS_SAY)), today);
  const untold: AdvisorNews[] = [];
  for (const one of news) if (!(await officeMails.isTold(one.name))) untold.push(one);
  return untold;
};

const failureOf = ({ person, address }: Student): string => `address/${person}/${address?.at}`;

// SES may tell of a failure late, so that no day of its own is looked at, but whether it was told.
const failedUntold = async ({ officeMails }: TellOfficeNeeds, students: readonly Student[], at: string) => {
  const since = new Date(Date.parse(at) - LATEST_NEWS).toISOString();
  const failed = students.filter((one) => suppressionOf(one) !== undefined && (one.address?.at ?? "") >= since);
  const untold: Student[] = [];
  for (const one of failed) if (!(await officeMails.isTold(failureOf(one)))) untold.push(one);
  return untold;
};
