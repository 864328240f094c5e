import { lastDayOf } from "../calendar/lateness.ts";
import { findOccurrence, type Occurrence } from "../calendar/occurrences.ts";
import type { Program } from "../calendar/program.ts";
import type { Wave } from "../calendar/waves.ts";
import { type Mailing, mailingName } from "../mail/mailing.ts";
import type { PlannedMail } from "../mail/plan.ts";
import { type PlanDay, planDay, planOpening } from "../mail/planning.ts";
import { claiming } from "../parts/part-changes.ts";
import { addDays, instantAt, schoolDate } from "../time/dates.ts";

/** At most so many mails on that morning (ISO 8601 UTC), since students may answer until then. */
export interface MailingOutlook {
  mails: number;
  at: string;
}

/** `parts`: all parts of the mailing's occurrence. */
export type Foreseeing = Pick<PlanDay, "program" | "students" | "parts" | "declined" | "paused" | "startedOn">;

/** What is still of use then is due on the first working morning, which is no further away. */
const FAR = 28;

const waveOf = ({ waves }: Occurrence, { wave }: Mailing): Wave | undefined => waves.find(({ name }) => name === wave);

export const plannedFor = (program: Program, mailing: Mailing): string | undefined => {
  const occurrence = findOccurrence(program, mailing.occurrence);
  return occurrence && waveOf(occurrence, mailing)?.at;
};

/** The last school date on which a mailing's mails may go out; undefined where they always may. */
export const lastDayFor = (program: Program, mailing: Mailing): string | undefined => {
  const occurrence = findOccurrence(program, mailing.occurrence);
  const wave = occurrence && waveOf(occurrence, mailing);
  return wave && lastDayOf(program, occurrence, wave);
};

// What the milestone's own schedule puts on the queue that day, as far as it can be claimed.
const openingsOn = (of: Foreseeing, milestone: string, today: string): PlannedMail[] => {
  const { program, students, declined } = of;
  const known = new Map(of.parts.map((part) => [part.student, part]));
  const planned = planOpening({ program, milestone, students, today, ...(declined && { declined }) });
  return planned.filter((mail) => {
    const { plannedAt, wave } = mail;
    return claiming(mail, wave, { plannedAt, at: plannedAt })(known.get(mail.student)).said.kind === "claimed";
  });
};

const isOf =
  (mailing: Mailing) =>
  ({ occurrence, wave }: Mailing): boolean =>
    mailingName({ occurrence, wave }) === mailingName(mailing);

/** What goes out if staff resume a mailing now (ISO 8601 UTC); undefined where nothing would. */
export const outlookOf = (of: Foreseeing, mailing: Mailing, now: string): MailingOutlook | undefined => {
  const { school } = of.program;
  const milestone = findOccurrence(of.program, mailing.occurrence)?.milestone;
  if (milestone === undefined) return undefined;
  const last = lastDayFor(of.program, mailing) ?? "9999";
  // What a budget leaves of a week hangs on all that is in it.
  const program = school.weeklyMails === undefined ? { ...of.program, milestones: [milestone] } : of.program;
  const paused = new Set([...(of.paused ?? [])].filter((name) => name !== mailingName(mailing)));
  const first = schoolDate(now, school.timeZone);
  for (let today = first; today <= last && today <= addDays(first, FAR); today = addDays(today, 1)) {
    const at = instantAt(today, school.sendAt, school.timeZone);
    if (Date.parse(at) <= Date.parse(now)) continue;
    const due = [...planDay({ ...of, program, paused, today }).send, ...openingsOn(of, milestone.id, today)];
    const mails = due.flatMap((mail) => [mail, ...(mail.digest ?? [])]).filter(isOf(mailing));
    if (mails.length > 0) return { mails: mails.length, at };
  }
  return undefined;
};
