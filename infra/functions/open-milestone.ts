import type { Construct } from "constructs";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import type { MilestoneCame } from "#events/calendar/milestone-came.ts";
import { mayTouchRecords, type Stored } from "../access.ts";
import { SCHEDULED_TIME, type Schedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { scheduleFor } from "../schedules.ts";
import type { MailQueueAccess } from "./send-mail.ts";

interface OpenMilestoneGiven {
  stored: Stored;
  program: Program;
  mailQueue: MailQueueAccess;
  /** Name of the schedule group. */
  group: string;
}

/** Puts a milestone's first mails on the queue, on its day at the school's hour of sending. */
export const openMilestone = (
  scope: Construct,
  house: House,
  { stored, program, mailQueue, group }: OpenMilestoneGiven,
): void => {
  new ScheduledFunction(scope, house, {
    name: "open-milestone",
    harm: "A milestone's day came and its students were not told; the daily reminders catch up the next morning.",
    environment: { RECORDS_TABLE: stored.table.tableName, MAIL_QUEUE_URL: mailQueue.url },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        parts: ["Query"],
        choices: ["Query"],
        mailings: ["Query", "UpdateItem"],
        pace: ["GetItem"],
      }),
      mailQueue.mayAdd,
    ],
    readsProgram: true,
    timeoutSeconds: 120,
    schedules: program.milestones.flatMap((milestone) => scheduleOf(milestone, program.school.sendAt)),
    timeZone: program.school.timeZone,
    group,
    daily: false,
  });
};

const scheduleOf = (milestone: Milestone, sendAt: string): Schedule[] => {
  const { id } = milestone;
  const expression = scheduleFor(milestone, sendAt);
  const input = { type: "milestone.came", version: 1, milestone: id, scheduledAt: SCHEDULED_TIME } as const;
  return expression === undefined ? [] : [{ name: id, expression, input: input satisfies MilestoneCame }];
};
