import { advisorMails } from "#domain/escalation/advisor-mails.ts";
import { occurrencesToEscalate } from "#domain/escalation/escalation-day.ts";
import {
  type Escalation,
  escalationName,
  isBehind,
  mayEscalate,
  planEscalations,
} from "#domain/escalation/plan-escalations.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import type { Part } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import type { DayBegan } from "#events/time/day-began.ts";
import { logUnread } from "../listeners/log.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";
import type { TellAdvisorsNeeds } from "./needs.ts";
import { tellAdvisor } from "./tell-advisor.ts";

/** Mails that went out, and students who are told of in none, since they have no advisor. */
export interface AdvisorsTold {
  mails: number;
  students: number;
  withoutAdvisor: number;
}

/** SES surely did not take some mails: a run soon after may send them. */
class AdvisorsNotTold extends Error {
  override readonly name = "AdvisorsNotTold";
}

/**
 * Tells each advisor in one mail a day of all of theirs who are behind since a reminder. Each mail is claimed before it
 * is sent, and a student is named in one mail alone: running twice sends nothing more, and a run that dies in between
 * sends no mail twice. What SES surely refused goes out with the next run, or the next working morning; what may have
 * gone out does not. Whoever has answered by the moment of sending is left out. Names are read only on a morning on
 * which somebody is behind.
 */
export const tellAdvisors = async (needs: TellAdvisorsNeeds, { scheduledAt }: DayBegan): Promise<AdvisorsTold> => {
  const today = schoolDate(scheduledAt, needs.program.school.timeZone);
  const { plan, students } = await planOf(needs, today);
  const day = { today, at: new Date(scheduledAt).toISOString(), students };
  const told: Awaited<ReturnType<typeof tellAdvisor>>[] = [];
  for (const mail of advisorMails(plan)) told.push(await tellAdvisor(needs, mail, day));
  const refused = told.filter(({ outcome }) => outcome === "refused");
  if (refused.length > 0) throw new AdvisorsNotTold(`SES did not take ${refused.length} mails to advisors.`);
  const sent = told.filter(({ outcome }) => outcome !== "nobody" && outcome !== "none");
  const countIn = (mails: typeof told): number => mails.reduce((sum, { students: many }) => sum + many, 0);
  const withoutAdvisor = countIn(told.filter(({ outcome }) => outcome === "nobody"));
  return { mails: sent.length, students: countIn(sent), withoutAdvisor };
};

interface MorningPlan {
  plan: Escalation[];
  students: ReadonlyMap<string, Student>;
}

const NOTHING: MorningPlan = { plan: [], students: new Map() };

const planOf = async (needs: TellAdvisorsNeeds, today: string): Promise<MorningPlan> => {
  const { program, people, mailings, school, escalations } = needs;
  const due = mayEscalate(program, today) ? occurrencesToEscalate(program, await people.enrolled(), today) : [];
  const startedOn = due.length === 0 ? undefined : await school.startedOn();
  if (startedOn === undefined) return NOTHING;
  const read = ({ id }: { id: string }) => needs.parts.ofOccurrence(id, logUnread);
  const parts = (await mapConcurrently(due, read, 4)).flat().filter(isBehind);
  const earlier = parts.length === 0 ? [] : await escalations.since(addDays(today, -program.school.catchUpDays));
  const stands = earlier.filter(({ state }) => state !== "refused");
  const told = new Set(stands.flatMap(({ entries }) => entries).map(escalationName));
  const untold = parts.filter((part) => !told.has(escalationName(part)));
  if (untold.length === 0) return NOTHING;
  const [students, paused] = await Promise.all([people.all(), mailings.paused()]);
  const known = { program, students, told, paused: new Set(paused.map(mailingName)), today, startedOn };
  const plan = planEscalations({ ...known, parts: byName(untold) });
  return { plan, students: new Map(students.map((student) => [student.person, student])) };
};

const byName = (parts: readonly Part[]): ReadonlyMap<string, Part> =>
  new Map(parts.map((part) => [escalationName(part), part]));
