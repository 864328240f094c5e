import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import { linksTold, maySignLinks, mayTouchRecords, type Stored } from "../access.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { dailySchedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { dailyAt } from "../schedules.ts";
import { type MailSettings, senderTold } from "../stacks/mail.ts";

const NAME = "tell-advisors";

interface TellAdvisorsGiven {
  stored: Stored;
  program: Program;
  mailing: MailSettings;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
  /** Name of the schedule group. */
  group: string;
}

/** Tells advisors each morning which of their students are behind. */
export const tellAdvisors = (scope: Construct, house: House, given: TellAdvisorsGiven): void => {
  const { stored, program, mailing, siteUrl, group } = given;
  const { sender } = house.settings;
  const fn = new ScheduledFunction(scope, house, {
    name: NAME,
    harm: "Advisors are not told which of their students are behind.",
    environment: {
      ...linksTold(stored, siteUrl),
      ...senderTold(mailing, sender),
    },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        parts: ["Query", "GetItem"],
        mailings: ["Query"],
        school: ["GetItem"],
        escalations: ["Query", "UpdateItem"],
      }),
      ...maySignLinks(stored),
      mayWriteFrom(mailing, sender),
    ],
    readsProgram: true,
    timeoutSeconds: 300,
    schedules: [dailySchedule(NAME, dailyAt(program.school.sendAt))],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
  alarmOnLog(fn, house, {
    name: "unread",
    harm: "A record of a group of classmates cannot be read: no advisor is told of them.",
  });
};

/** Leave to write from the school's sender: to whom, the roster says. */
const mayWriteFrom = (mailing: MailSettings, sender: string): PolicyStatement =>
  new PolicyStatement({
    actions: ["ses:SendEmail"],
    resources: [mailing.identityArn, mailing.configurationSetArn],
    conditions: { StringEquals: { "ses:FromAddress": sender } },
  });
