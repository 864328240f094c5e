import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import type { HalfHourPassed } from "#events/time/half-hour-passed.ts";
import { mayChangeAttributes, mayTouchRecords, type Stored } from "../access.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { SCHEDULED_TIME, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { HALF_HOURLY } from "../schedules.ts";

interface ReconcileMailsGiven {
  stored: Stored;
  program: Program;
  /** Name of the schedule group. */
  group: string;
}

/** Looks, each half hour, for mails of which nobody knows whether they went out. */
export const reconcileMails = (
  scope: Construct,
  house: House,
  { stored, program, group }: ReconcileMailsGiven,
): void => {
  const input: HalfHourPassed = { type: "half-hour.passed", version: 1, scheduledAt: SCHEDULED_TIME };
  const fn = new ScheduledFunction(scope, house, {
    name: "reconcile-mails",
    harm: "Nobody is told of mails that may not have gone out, and their students may wait for them.",
    environment: { RECORDS_TABLE: stored.table.tableName },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        parts: ["Query", "GetItem", "PutItem"],
        school: ["GetItem"],
        sessions: ["Query"],
      }),
      mayChangeAttributes(stored, "school", ["kind", "format", "lastSent"]),
    ],
    readsProgram: true,
    timeoutSeconds: 120,
    schedules: [{ name: "reconcile-mails", expression: HALF_HOURLY, input }],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
  alarmOnLog(fn, house, {
    name: "unknown",
    harm: "Nobody knows whether some mails went out: until a person decides, their students may never get them.",
    standsFor: Duration.hours(1),
  });
};
