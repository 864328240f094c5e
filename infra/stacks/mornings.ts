import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Construct } from "constructs";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import type { MilestoneCame } from "#events/calendar/milestone-came.ts";
import type { DayBegan } from "#events/time/day-began.ts";
import { mayTouchRecords, type Stored } from "../access.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { SCHEDULED_TIME, type Schedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import { type House, nameIn } from "../house.ts";
import { dailyAt, scheduleFor } from "../schedules.ts";
import { reconcileMails } from "./reconciling.ts";

/** Where mails that are due are put, and the leave to put them there. */
export interface MailQueue {
  url: string;
  mayAdd: PolicyStatement;
}

interface MorningsProps {
  program: Program;
  stored: Stored;
  mailQueue: MailQueue;
}

const milestoneSchedule = (milestone: Milestone, sendAt: string): Schedule => ({
  name: milestone.id,
  expression: scheduleFor(milestone, sendAt),
  input: {
    type: "milestone.came",
    version: 1,
    milestone: milestone.id,
    scheduledAt: SCHEDULED_TIME,
  } satisfies MilestoneCame,
});

const dailySchedule = (name: string, sendAt: string): Schedule => ({
  name,
  expression: dailyAt(sendAt),
  input: { type: "day.began", version: 1, scheduledAt: SCHEDULED_TIME } satisfies DayBegan,
});

const openMilestone = (
  scope: Construct,
  house: House,
  { stored, program, mailQueue }: MorningsProps,
  group: string,
): void => {
  new ScheduledFunction(scope, house, {
    name: "open-milestone",
    harm: "A milestone's day came and its students were not told; the daily reminders catch up the next morning.",
    environment: { RECORDS_TABLE: stored.table.tableName, MAIL_QUEUE_URL: mailQueue.url },
    may: [...mayTouchRecords(stored, { roster: ["Query"], choices: ["Query"], pace: ["GetItem"] }), mailQueue.mayAdd],
    readsProgram: true,
    timeoutSeconds: 120,
    schedules: program.milestones.map((milestone) => milestoneSchedule(milestone, program.school.sendAt)),
    timeZone: program.school.timeZone,
    group,
    daily: false,
  });
};

const remind = (scope: Construct, house: House, { stored, program, mailQueue }: MorningsProps, group: string): void => {
  const reminder = new ScheduledFunction(scope, house, {
    name: "remind",
    harm: "Students are not reminded, and days that were missed are not caught up.",
    environment: { RECORDS_TABLE: stored.table.tableName, MAIL_QUEUE_URL: mailQueue.url },
    may: [
      ...mayTouchRecords(stored, {
        roster: ["Query"],
        choices: ["Query"],
        parts: ["Query", "GetItem", "PutItem"],
        mailings: ["Query"],
        pace: ["GetItem"],
        school: ["GetItem"],
      }),
      mailQueue.mayAdd,
    ],
    readsProgram: true,
    timeoutSeconds: 300,
    schedules: [dailySchedule("remind", program.school.sendAt)],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
  alarmOnLog(reminder, house, {
    of: "remind",
    name: "unread",
    harm: "A student's record cannot be read, or that of a group of classmates: nothing is planned for them.",
    log: reminder.log,
    message: "record not read",
  });
};

const advancePhase = (scope: Construct, house: House, { stored, program }: MorningsProps, group: string): void => {
  new ScheduledFunction(scope, house, {
    name: "advance-phase",
    harm: "Students stay in a phase that is over, and their advisors see the wrong one.",
    environment: { RECORDS_TABLE: stored.table.tableName },
    may: mayTouchRecords(stored, { roster: ["Query", "UpdateItem"] }),
    readsProgram: true,
    timeoutSeconds: 300,
    schedules: [dailySchedule("advance-phase", program.school.sendAt)],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
};

/**
 * The part of the workflow that the clock starts: at the school's hour of sending a milestone's day, and every day; and a
 * look at what is unknown each half hour.
 */
export const callEachMorning = (scope: Construct, house: House, props: MorningsProps): void => {
  const group = new CfnScheduleGroup(scope, "Schedules", { name: nameIn(house.settings) }).ref;
  openMilestone(scope, house, props, group);
  remind(scope, house, props, group);
  advancePhase(scope, house, props, group);
  reconcileMails(scope, house, props, group);
};
