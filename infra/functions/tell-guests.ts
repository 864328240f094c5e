import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import { mayTouchRecords, type Stored } from "../access.ts";
import { alsoCalledBy } from "../constructs/bus-rule.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { dailySchedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { dailyAt } from "../schedules.ts";
import type { MailQueueAccess } from "./send-mail.ts";

const NAME = "tell-guests";

interface TellGuestsGiven {
  stored: Stored;
  program: Program;
  mailQueue: MailQueueAccess;
  bus: EventBus;
  /** Name of the schedule group. */
  group: string;
}

/** Plans the mails of sessions each morning, and at once where one changes or a seat becomes free. */
export const tellGuests = (scope: Construct, house: House, given: TellGuestsGiven): void => {
  const { stored, program, mailQueue, bus, group } = given;
  const fn = new ScheduledFunction(scope, house, {
    name: NAME,
    harm: "Guests are not told of sessions, nor that one has moved, is cancelled, or has a seat for them.",
    environment: { RECORDS_TABLE: stored.table.tableName, MAIL_QUEUE_URL: mailQueue.url },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        choices: ["Query"],
        parts: ["Query", "GetItem", "PutItem"],
        mailings: ["Query", "UpdateItem"],
        sessions: ["Query"],
        guests: ["GetItem", "UpdateItem"],
        pace: ["GetItem"],
        school: ["GetItem"],
      }),
      mailQueue.mayAdd,
    ],
    readsProgram: true,
    timeoutSeconds: 300,
    schedules: [dailySchedule(NAME, dailyAt(program.school.sendAt))],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
  alsoCalledBy(fn, house, { name: NAME, bus, facts: ["session.changed", "seat.freed"] });
  alarmOnLog(fn, house, {
    name: "unread",
    harm: "A student's record cannot be read, or that of a group of classmates: they are told of no session.",
  });
};
