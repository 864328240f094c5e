import type { Choices } from "#adapters/choices/choices.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import { occurrencesToPlan } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import type { PlannedMail } from "#domain/mail/plan.ts";
import { planDay } from "#domain/mail/planning.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { workingDayOnOrAfter } from "#domain/time/quiet-days.ts";

/** What foretelling somebody's next mails needs of the world. */
export interface NextMailsNeeds {
  program: Program;
  parts: Pick<Parts, "ofOccurrence">;
  choices: Pick<Choices, "all">;
  mailings: Pick<Mailings, "paused">;
  school: Pick<SchoolRecord, "startedOn">;
}

/** What goes out on a school date. */
export interface NextMails {
  on: string;
  mails: PlannedMail[];
}

/**
 * What the next working morning would send to somebody as they are given, e.g. once they are not held any more. Nothing
 * where nothing is due. Changes nothing.
 * @param now ISO 8601 UTC
 */
export const nextMails = async (
  { program, parts, choices, mailings, school }: NextMailsNeeds,
  student: Student,
  now: string,
): Promise<NextMails | undefined> => {
  const startedOn = await school.startedOn();
  if (startedOn === undefined) return undefined;
  const today = workingDayOnOrAfter(program.school, addDays(schoolDate(now, program.school.timeZone), 1));
  const found = occurrencesToPlan(program, [student], today, startedOn).map((occurrence) =>
    parts.ofOccurrence(occurrence),
  );
  const [declined, held] = await Promise.all([choices.all(), mailings.paused()]);
  const paused = new Set(held.map(mailingName));
  const plan = { program, students: [student], parts: (await Promise.all(found)).flat(), declined, paused };
  const { send } = planDay({ ...plan, today, startedOn });
  return send.length === 0 ? undefined : { on: today, mails: send };
};
