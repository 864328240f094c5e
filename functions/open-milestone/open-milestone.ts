import type { MailQueue } from "#adapters/mail-queue.ts";
import type { Pace } from "#adapters/pace.ts";
import type { Choices, Roster } from "#adapters/records.ts";
import { schoolDate } from "#domain/dates.ts";
import { planOpening } from "#domain/planning.ts";
import type { Program } from "#domain/program.ts";
import { type Spread, spreadOf } from "#domain/spread.ts";
import { mailMessages } from "#events/mail-messages.ts";
import type { MilestoneCame } from "#events/milestone-came.ts";

/** What opening a milestone needs of the world. */
export interface OpenMilestoneNeeds {
  program: Program;
  roster: Pick<Roster, "enrolled">;
  choices: Pick<Choices, "all">;
  pace: Pick<Pace, "known">;
  queue: MailQueue;
}

/** How many mails are due, in how many messages, and when the last one goes out, by the limits that are known. */
export interface Opened extends Partial<Spread> {
  milestone: string;
  due: number;
  messages: number;
}

/**
 * Puts a milestone's `open` mails on the mail queue for every student for whom today is its day and who has not declined
 * its kind of mail. Nobody is due on a day that a quiet day moved, or that belongs to another year.
 *
 * Running twice puts the messages on the queue twice, and each mail is sent once: the second message finds it claimed.
 * A run that never happens is made good by the next morning's daily run.
 */
export const openMilestone = async (
  { program, roster, choices, pace, queue }: OpenMilestoneNeeds,
  { milestone, scheduledAt }: MilestoneCame,
): Promise<Opened> => {
  const today = schoolDate(scheduledAt, program.school.timeZone);
  const [students, declined] = await Promise.all([roster.enrolled(), choices.all()]);
  const due = planOpening({ program, milestone, students, declined, today });
  const messages = mailMessages(due);
  await queue.send(messages);
  const from = new Date(scheduledAt).toISOString();
  const spread = spreadOf(program.school, { mails: due.length, from, ...(await pace.known()) });
  return { milestone, due: due.length, messages: messages.length, ...spread };
};
