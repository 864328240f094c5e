import type { Choices } from "#adapters/choices/choices.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Pace } from "#adapters/pace/pace.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Spread, spreadOf } from "#domain/forecast/spread.ts";
import { formerToOpen, planOpening } from "#domain/mail/planning.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { MilestoneCame } from "#events/calendar/milestone-came.ts";
import { logUnread } from "../listeners/log.ts";
import { sideBySide } from "../listeners/side-by-side.ts";

export interface OpenMilestoneNeeds {
  program: Program;
  roster: Pick<People, "enrolled">;
  parts: Pick<Parts, "ofOccurrence">;
  choices: Pick<Choices, "all">;
  pace: Pick<Pace, "known">;
  queue: MailQueue;
}

/** How many mails are due, in how many messages, and when the last goes out by the known limits. */
export interface Opened extends Partial<Spread> {
  milestone: string;
  due: number;
  messages: number;
}

/**
 * Queues a milestone's `open` mails for students for whom today is its day and who have not declined its kind of mail.
 * Nobody is due if a quiet day moved that day. Running twice queues each message twice, and each mail is sent once: the
 * second message finds it claimed. If this never runs, the next morning's daily run makes it good.
 */
export const openMilestone = async (
  { program, roster, parts, choices, pace, queue }: OpenMilestoneNeeds,
  { milestone, scheduledAt }: MilestoneCame,
): Promise<Opened> => {
  const today = schoolDate(scheduledAt, program.school.timeZone);
  const [students, declined, limits] = await Promise.all([roster.enrolled(), choices.all(), pace.known()]);
  const former = formerToOpen({ program, milestone, students, today });
  const found = (await sideBySide(former, (occurrence) => parts.ofOccurrence(occurrence, logUnread), 4)).flat();
  const opened = { milestone, due: 0, messages: 0 };
  for (const some of bitesOf(students)) {
    const due = planOpening({ program, milestone, students: some, parts: found, declined, today });
    const messages = mailMessages(program.id, due, limits);
    await queue.send(messages);
    opened.due += due.length;
    opened.messages += messages.length;
  }
  const from = new Date(scheduledAt).toISOString();
  return { ...opened, ...spreadOf(program.school, { mails: opened.due, from, ...limits }) };
};

// The plan of a million students never stands in memory as a whole.
const GROUPS_AT_ONCE = 100;

// A group stays whole, so that its mails come in one message.
const bitesOf = (students: readonly Enrolled[]): Enrolled[][] => {
  const groups = [...Map.groupBy(students, ({ person }) => groupOf(person)).values()];
  return Array.from({ length: Math.ceil(groups.length / GROUPS_AT_ONCE) }, (_, nth) =>
    groups.slice(nth * GROUPS_AT_ONCE, (nth + 1) * GROUPS_AT_ONCE).flat(),
  );
};
