import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import { linksTold, maySignLinks, mayTouchRecords, type Stored } from "../access.ts";
import { dailySchedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { hourlyInMatchWeeks } from "../schedules.ts";
import { type MailSettings, senderTold } from "../stacks/mail.ts";
import { acknowledgeTexts, maySend } from "./send-mail.ts";

const NAME = "help-marked";

interface HelpMarkedGiven {
  stored: Stored;
  program: Program;
  mailing: MailSettings;
  siteUrl: string;
  /** Name of the schedule group. */
  group: string;
}

/** Writes to whom a dean has marked, each hour of Match Week. Nobody else has leave to read the marks. */
export const helpMarked = (scope: Construct, house: House, given: HelpMarkedGiven): void => {
  const { stored, program, mailing, siteUrl, group } = given;
  const { sender } = house.settings;
  const { confidentialSet: configurationSet, confidentialSetArn: configurationSetArn } = mailing;
  const hourly = program.forMarked === undefined ? undefined : hourlyInMatchWeeks(program);
  const fn = new ScheduledFunction(scope, house, {
    name: NAME,
    harm: "Students whom a dean has marked as unmatched do not get the help that they should have in Match Week.",
    environment: {
      ...linksTold(stored, siteUrl),
      ...senderTold({ ...mailing, configurationSet }, sender),
      TEMPLATE_PREFIX: mailing.templatePrefix,
    },
    may: [
      ...mayTouchRecords(stored, { people: ["Query"], marks: ["Query", "UpdateItem"] }),
      ...maySignLinks(stored),
      maySend({ ...mailing, configurationSetArn }, sender),
    ],
    readsProgram: true,
    timeoutSeconds: 60,
    schedules: hourly === undefined ? [] : [dailySchedule(NAME, hourly)],
    timeZone: program.school.timeZone,
    group,
    daily: false,
  });
  acknowledgeTexts(fn, house, mailing);
};
