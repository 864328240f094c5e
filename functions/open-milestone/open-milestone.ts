import type { Choices } from "#adapters/choices/choices.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Pace } from "#adapters/pace/pace.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Spread, spreadOf } from "#domain/forecast/spread.ts";
import { allOpenings, openingsIn } from "#domain/mail/first-mailing.ts";
import { formerToOpen, planOpening } from "#domain/mail/planning.ts";
import type { Enrolled } from "#domain/people/student.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { MilestoneCame } from "#events/calendar/milestone-came.ts";
import { guardOpenings, pausedAmong } from "#office/mailings/guard-openings.ts";
import { logUnread } from "../listeners/log.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";

export interface OpenMilestoneNeeds {
  program: Program;
  people: Pick<People, "enrolled">;
  parts: Pick<Parts, "ofOccurrence">;
  choices: Pick<Choices, "all">;
  mailings: Pick<Mailings, "all" | "pause" | "open" | "reach">;
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
 * Nobody is due if a quiet day moved that day. A mailing that waits for approval, or has far more recipients than last
 * year, is paused first, and nothing of it is queued. Running twice queues each message twice, and each mail is sent
 * once: the second message finds it claimed. If this never runs, the next morning's daily run makes it good.
 */
export const openMilestone = async (needs: OpenMilestoneNeeds, came: MilestoneCame): Promise<Opened> => {
  const { program, people, parts, choices, mailings, pace, queue } = needs;
  const { milestone } = came;
  const [today, from] = [
    schoolDate(came.scheduledAt, program.school.timeZone),
    new Date(came.scheduledAt).toISOString(),
  ];
  const [students, declined, limits, known] = await Promise.all([
    ...([people.enrolled(), choices.all()] as const),
    ...([pace.known(), mailings.all()] as const),
  ]);
  const former = formerToOpen({ program, milestone, students, today });
  const found = (await mapConcurrently(former, (occurrence) => parts.ofOccurrence(occurrence, logUnread), 4)).flat();
  const planOf = (some: readonly Enrolled[], paused: ReadonlySet<string>) =>
    planOpening({ program, milestone, students: some, parts: found, declined, paused, today });
  const bites = bitesOf(students);
  const openings = allOpenings(bites.flatMap((some) => openingsIn(planOf(some, pausedAmong(known)))));
  const paused = await guardOpenings(needs, known, openings, from);
  const opened = { milestone, due: 0, messages: 0 };
  for (const some of bites) {
    const due = planOf(some, paused);
    const messages = mailMessages(program.id, due, limits);
    await queue.send(messages);
    opened.due += due.length;
    opened.messages += messages.length;
  }
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
