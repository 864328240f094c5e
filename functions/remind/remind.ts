import type { Choices } from "#adapters/choices/choices.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Pace } from "#adapters/pace/pace.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { Roster } from "#adapters/people/roster.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import { occurrencesToPlan } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Spread, spreadOf } from "#domain/forecast/spread.ts";
import { mailingName } from "#domain/mail/mailing.ts";
import { type Plan, type PlannedMail, planDay } from "#domain/mail/planning.ts";
import { abandonedMails } from "#domain/mail/unknown-mails.ts";
import type { Part } from "#domain/parts/part.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { DayBegan } from "#events/time/day-began.ts";
import { logUnread } from "../listeners/log.ts";
import { sideBySide } from "../listeners/side-by-side.ts";

/** What a morning's reminding needs of the world. */
export interface RemindNeeds {
  program: Program;
  roster: Pick<Roster, "enrolled">;
  parts: Pick<Parts, "ofOccurrence" | "miss" | "settle">;
  choices: Pick<Choices, "all">;
  school: Pick<SchoolRecord, "startedOn">;
  mailings: Pick<Mailings, "paused">;
  pace: Pick<Pace, "known">;
  queue: MailQueue;
}

/**
 * How many mails were put on the queue, how many waves will not be sent, and of how many nobody knows what became; when
 * the last mail goes out, by the limits that are known.
 */
export interface Reminded extends Partial<Spread> {
  due: number;
  messages: number;
  missed: number;
  ambiguous: number;
}

/** What a morning finds: its plan, and the parts that it was made from. */
interface Morning {
  plan: Plan;
  parts: readonly Part[];
}

const NOTHING: Morning = { plan: { send: [], miss: [] }, parts: [] };

/**
 * A morning's mails: reminders, last calls, openings that a quiet day moved, and whatever a missed day or a late joiner
 * left undone, but for runs that are paused; waves that are over are recorded as missed, and mails whose sender died as ambiguous. Answers nothing done before the first roster came.
 *
 * Running twice, or dying half way and running again, sends each mail once and records each missed wave once: what is
 * claimed or recorded is not planned again, and a message that is there twice finds its mails claimed. Missed waves are
 * recorded before the mails go on the queue: a run that dies in between would otherwise leave an older reminder to be
 * sent after a newer one.
 */
export const remind = async (needs: RemindNeeds, { scheduledAt }: DayBegan): Promise<Reminded> => {
  const today = schoolDate(scheduledAt, needs.program.school.timeZone);
  const { plan, parts } = await morningOf(needs, today);
  const at = new Date(scheduledAt).toISOString();
  const ambiguous = await giveUpClaims(needs, parts, at);
  await needs.parts.miss(
    plan.miss.map((part) => ({ part, wave: part.wave, mail: { plannedAt: part.plannedAt, at, reason: part.reason } })),
  );
  const limits = plan.send.length === 0 ? undefined : await needs.pace.known();
  const messages = mailMessages(plan.send, limits);
  await needs.queue.send(messages);
  const counts = { due: plan.send.length, messages: messages.length, missed: plan.miss.length, ambiguous };
  return { ...counts, ...spreadOf(needs.program.school, { mails: counts.due, from: at, ...limits }) };
};

// An event of SES may still settle these; nothing but that, or an administrator, does.
const giveUpClaims = async ({ parts }: RemindNeeds, known: readonly Part[], at: string): Promise<number> => {
  const abandoned = known.flatMap((part) => abandonedMails(part, at));
  await parts.settle(abandoned);
  return abandoned.length;
};

// What became of a student's mails where their part cannot be read is not known, so that nothing is planned for them.
const morningOf = async (needs: RemindNeeds, today: string): Promise<Morning> => {
  const { program, roster, parts, choices, school, mailings } = needs;
  const startedOn = await school.startedOn();
  if (startedOn === undefined) return NOTHING;
  const students = await roster.enrolled();
  const occurrences = occurrencesToPlan(program, students, today);
  if (occurrences.length === 0) return NOTHING;
  const unread = new Set<string>();
  const read = (occurrence: string) =>
    parts.ofOccurrence(occurrence, (item) => {
      unread.add(`${occurrence}/${item.student}`);
      logUnread(item);
    });
  const [declined, held, found] = await Promise.all([
    choices.all(),
    mailings.paused(),
    sideBySide(occurrences, read, 4),
  ]);
  const [known, paused] = [found.flat(), new Set(held.map(mailingName))];
  const { send, miss } = planDay({ program, students, parts: known, declined, paused, today, startedOn });
  const isRead = ({ occurrence, student }: PlannedMail): boolean =>
    [student, groupOf(student)].every((name) => !unread.has(`${occurrence}/${name}`));
  return { plan: { send: send.filter(isRead), miss: miss.filter(isRead) }, parts: known };
};
