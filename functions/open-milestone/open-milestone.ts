import type { Choices } from "#adapters/choices/choices.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Pace } from "#adapters/pace/pace.ts";
import type { Roster } from "#adapters/people/roster.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Spread, spreadOf } from "#domain/forecast/spread.ts";
import { planOpening } from "#domain/mail/planning.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { MilestoneCame } from "#events/calendar/milestone-came.ts";

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
  const [students, declined, limits] = await Promise.all([roster.enrolled(), choices.all(), pace.known()]);
  const opened = { milestone, due: 0, messages: 0 };
  for (const some of bitesOf(students)) {
    const due = planOpening({ program, milestone, students: some, declined, today });
    const messages = mailMessages(due, limits);
    await queue.send(messages);
    opened.due += due.length;
    opened.messages += messages.length;
  }
  const from = new Date(scheduledAt).toISOString();
  return { ...opened, ...spreadOf(program.school, { mails: opened.due, from, ...limits }) };
};

/** Groups planned at a time: the plan of a million students is never held as a whole. */
const GROUPS_AT_ONCE = 100;

/** The students by whole groups, so that a group's mails come in one message. */
const bitesOf = (students: readonly Enrolled[]): Enrolled[][] => {
  const groups = [...Map.groupBy(students, ({ person }) => groupOf(person)).values()];
  return Array.from({ length: Math.ceil(groups.length / GROUPS_AT_ONCE) }, (_, nth) =>
    groups.slice(nth * GROUPS_AT_ONCE, (nth + 1) * GROUPS_AT_ONCE).flat(),
  );
};
