import type { MailQueue } from "#adapters/mail-queue.ts";
import type { Choices, Parts, Roster, SchoolRecord } from "#adapters/records.ts";
import { schoolDate } from "#domain/dates.ts";
import { occurrencesToPlan, type Plan, planDay } from "#domain/planning.ts";
import type { Program } from "#domain/program.ts";
import type { DayBegan } from "#events/day-began.ts";
import { mailMessages } from "#events/mail-messages.ts";
import { sideBySide } from "../middleware/side-by-side.ts";

/** What a morning's reminding needs of the world. */
export interface RemindNeeds {
  program: Program;
  roster: Pick<Roster, "enrolled">;
  parts: Pick<Parts, "ofOccurrence" | "miss">;
  choices: Pick<Choices, "all">;
  school: Pick<SchoolRecord, "startedOn">;
  queue: MailQueue;
}

/** How many mails were put on the queue, and how many waves will not be sent. */
export interface Reminded {
  due: number;
  messages: number;
  missed: number;
}

/**
 * A morning's mails: reminders, last calls, openings that a quiet day moved, and whatever a missed day or a late joiner
 * left undone; waves that are over are recorded as missed. Answers nothing done before the first roster came.
 *
 * Running twice, or dying half way and running again, sends each mail once and records each missed wave once: what is
 * claimed or recorded is not planned again, and a message that is there twice finds its mails claimed. Missed waves are
 * recorded before the mails go on the queue: a run that dies in between would otherwise leave an older reminder to be
 * sent after a newer one.
 */
export const remind = async (needs: RemindNeeds, { scheduledAt }: DayBegan): Promise<Reminded> => {
  const today = schoolDate(scheduledAt, needs.program.school.timeZone);
  const plan = await planOf(needs, today);
  const at = new Date(scheduledAt).toISOString();
  await sideBySide(plan.miss, (mail) =>
    needs.parts.miss(mail, mail.wave, { plannedAt: mail.plannedAt, at, reason: mail.reason }),
  );
  const messages = mailMessages(plan.send);
  await needs.queue.send(messages);
  return { due: plan.send.length, messages: messages.length, missed: plan.miss.length };
};

const planOf = async ({ program, roster, parts, choices, school }: RemindNeeds, today: string): Promise<Plan> => {
  const startedOn = await school.startedOn();
  if (startedOn === undefined) return { send: [], miss: [] };
  const [students, declined] = await Promise.all([roster.enrolled(), choices.all()]);
  const occurrences = occurrencesToPlan(program, students, today);
  const known = await sideBySide(occurrences, (occurrence) => parts.ofOccurrence(occurrence), 4);
  return planDay({ program, students, parts: known.flat(), declined, today, startedOn });
};
