import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import { ownerAddresses } from "#domain/forecast/unconfirmed.ts";
import { mayTouchRecords, type Stored } from "../access.ts";
import { alsoCalledBy } from "../constructs/bus-rule.ts";
import { dailySchedule, ScheduledFunction } from "../constructs/scheduled-function.ts";
import type { House } from "../house.ts";
import { dailyAt } from "../schedules.ts";
import { type MailSettings, senderTold } from "../stacks/mail.ts";

const NAME = "tell-office";

interface TellOfficeGiven {
  stored: Stored;
  program: Program;
  mailing: MailSettings;
  bus: EventBus;
  /** Name of the schedule group. */
  group: string;
}

/** Tells the office by mail what waits for it: each morning, and of each roster and mailing that needs eyes. */
export const tellOffice = (scope: Construct, house: House, given: TellOfficeGiven): void => {
  const { stored, program, mailing, bus, group } = given;
  const { sender, stage } = house.settings;
  const fn = new ScheduledFunction(scope, house, {
    name: NAME,
    harm: "The office is not told of refused rosters or of who is held, so that nobody decides and no mail goes out.",
    environment: {
      RECORDS_TABLE: stored.table.tableName,
      ...senderTold(mailing, sender),
      ROSTER_BUCKET: stored.rosters.bucketName,
      STAGE: stage,
    },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        corrections: ["Query"],
        imports: ["Query"],
        escalations: ["Query"],
        mailings: ["Query"],
        sessions: ["Query"],
        guests: ["GetItem"],
        officeMails: ["GetItem", "UpdateItem"],
      }),
      mayWriteTo([program.school.office.email, ...ownerAddresses(program)], mailing, sender),
    ],
    readsProgram: true,
    timeoutSeconds: 60,
    schedules: [dailySchedule(NAME, dailyAt(program.school.sendAt))],
    timeZone: program.school.timeZone,
    group,
    daily: true,
  });
  const facts = ["list.imported", "roster.imported", "roster.refused", "run.paused"];
  alsoCalledBy(fn, house, { name: NAME, bus, facts });
};

/** Leave to write from the school's sender to the office and who owns a part of the program, and to nobody else. */
const mayWriteTo = (addresses: readonly string[], mailing: MailSettings, sender: string): PolicyStatement =>
  new PolicyStatement({
    actions: ["ses:SendEmail"],
    resources: [mailing.identityArn, mailing.configurationSetArn],
    conditions: {
      "ForAllValues:StringEquals": { "ses:Recipients": [...new Set(addresses)] },
      StringEquals: { "ses:FromAddress": sender },
    },
  });
