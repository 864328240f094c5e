import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import { mayTouchRecords, type Stored } from "../access.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { dailySchedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { dailyAt, laterDailyAt, releaseSchedules } from "../schedules.ts";
import type { MailQueueAccess } from "./send-mail.ts";

interface RemindGiven {
  stored: Stored;
  program: Program;
  mailQueue: MailQueueAccess;
  /** Name of the schedule group. */
  group: string;
}

/** Plans each morning's mails, and puts them on the queue. */
export const remind = (scope: Construct, house: House, { stored, program, mailQueue, group }: RemindGiven): void => {
  const later = laterDailyAt(program.school);
  const fn = new ScheduledFunction(scope, house, {
    name: "remind",
    harm: "Students are not reminded, and days that were missed are not caught up.",
    environment: { RECORDS_TABLE: stored.table.tableName, MAIL_QUEUE_URL: mailQueue.url },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        choices: ["Query"],
        parts: ["Query", "GetItem", "PutItem"],
        mailings: ["Query", "UpdateItem"],
        sessions: ["Query"],
        guests: ["GetItem"],
        pace: ["GetItem"],
        school: ["GetItem"],
      }),
      mailQueue.mayAdd,
    ],
    readsProgram: true,
    timeoutSeconds: 300,
    schedules: [
      dailySchedule("remind", dailyAt(program.school.sendAt)),
      ...(later === undefined ? [] : [dailySchedule("remind-later", later)]),
      ...releaseSchedules(program).map(({ name, expression }) => dailySchedule(`remind-${name}`, expression)),
    ],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
  alarmOnLog(fn, house, {
    name: "unread",
    harm: "A student's record cannot be read, or that of a group of classmates: nothing is planned for them.",
  });
};
