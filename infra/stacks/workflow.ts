import { CfnOutput, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Construct } from "constructs";
import type { Program } from "#domain/calendar/program.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import type { Stored } from "../access.ts";
import { advancePhase } from "../functions/advance-phase.ts";
import { markFeeds } from "../functions/calendars/mark-feeds.ts";
import { countProgress } from "../functions/count-progress.ts";
import { helpMarked } from "../functions/help-marked.ts";
import { importRoster } from "../functions/import-roster.ts";
import { openMilestone } from "../functions/open-milestone.ts";
import { publishChanges } from "../functions/publish-changes.ts";
import { reconcileMails } from "../functions/reconcile-mails.ts";
import { remind } from "../functions/remind.ts";
import { type MailQueueAccess, sendMail } from "../functions/send-mail.ts";
import { tellAdvisors } from "../functions/tell-advisors.ts";
import { tellGuests } from "../functions/tell-guests.ts";
import { tellOffice } from "../functions/tell-office.ts";
import { trackMail } from "../functions/track-mail.ts";
import { type House, nameIn, stackProps } from "../house.ts";
import type { MailSettings } from "./mail.ts";

/** What the workflow is made from. */
export interface WorkflowProps {
  program: Program;
  stored: Stored;
  mailing: MailSettings;
  siteUrl: string;
}

/** Who listens to what: the schedules, the queue, the stream and the bus, each with its function. */
export class WorkflowStack extends Stack {
  readonly mailQueue: MailQueueAccess;

  constructor(scope: Construct, house: House, { program, stored, mailing, siteUrl }: WorkflowProps) {
    super(scope, nameIn(house.settings, "workflow"), stackProps(house.settings, "schedules, queue, bus and functions"));
    const bus = new EventBus(this, "Bus", { eventBusName: nameIn(house.settings) });
    this.mailQueue = sendMail(this, house, { stored, mailing, siteUrl });
    const { mailQueue } = this;
    const group = new CfnScheduleGroup(this, "Schedules", { name: nameIn(house.settings) }).ref;
    openMilestone(this, house, { stored, program, mailQueue, group });
    remind(this, house, { stored, program, mailQueue, group });
    advancePhase(this, house, { stored, program, group });
    reconcileMails(this, house, { stored, program, group });
    publishChanges(this, house, { stored, bus });
    markFeeds(this, house, { stored });
    countProgress(this, house, { stored });
    tellAdvisors(this, house, { stored, program, mailing, siteUrl, group });
    tellGuests(this, house, { stored, program, mailQueue, bus, group });
    tellOffice(this, house, { stored, program, mailing, bus, group });
    helpMarked(this, house, { stored, program, mailing, siteUrl, group });
    trackMail(this, house, { stored, mailing });
    importRoster(this, house, { stored });
    const { incoming, reports } = ROSTER_FOLDERS;
    new CfnOutput(this, "RosterBucket", {
      value: stored.rosters.bucketName,
      description: `Put a roster into ${incoming}; what became of it is told in ${reports}`,
    });
  }
}
