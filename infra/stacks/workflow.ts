import { CfnOutput, Stack, Validations } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import type { Program } from "#domain/calendar/program.ts";
import { mayOpenStream, mayReadRosters, maySignLinks, mayTouchRecords, type Stored } from "../access.ts";
import { EventFunction } from "../constructs/event-function.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { QueueFunction } from "../constructs/queue-function.ts";
import { StreamFunction } from "../constructs/stream-function.ts";
import { type House, nameIn, stackProps } from "../house.ts";
import { trackMail } from "./feedback.ts";
import type { MailSettings } from "./mail.ts";
import { callEachMorning, type MailQueue } from "./mornings.ts";

/** How the CDK names the export of the roster bucket's ARN, by which cdk-nag names what it found about it. */
const ROSTERS_ARN_EXPORT = "ExportsOutputFnGetAttRosters41B5B5A2Arn487693B9";

/** What the workflow is made from. */
export interface WorkflowProps {
  program: Program;
  stored: Stored;
  mailing: MailSettings;
  siteUrl: string;
}

/** Who listens to what: the schedules, the queue, the stream and the bus, each with its function. */
export class WorkflowStack extends Stack {
  readonly #house: House;
  readonly #props: WorkflowProps;
  readonly #bus: EventBus;

  constructor(scope: Construct, house: House, props: WorkflowProps) {
    super(scope, nameIn(house.settings, "workflow"), stackProps(house.settings, "schedules, queue, bus and functions"));
    this.#house = house;
    this.#props = props;
    this.#bus = new EventBus(this, "Bus", { eventBusName: nameIn(house.settings) });
    callEachMorning(this, house, { ...props, mailQueue: this.#sendMail() });
    this.#publishChanges();
    trackMail(this, house, props);
    this.#importRoster();
    new CfnOutput(this, "RosterBucket", {
      value: props.stored.rosters.bucketName,
      description: "Put a roster into incoming/; what became of it is told in reports/",
    });
  }

  #sendMail(): MailQueue {
    const { stored, mailing, siteUrl } = this.#props;
    const { sender } = this.#house.settings;
    const sendMail = new QueueFunction(this, this.#house, {
      name: "send-mail",
      harm: "Students do not get mails that are due, or get them late.",
      environment: {
        RECORDS_TABLE: stored.table.tableName,
        LINK_KEY_SECRET: stored.linkKey.secretArn,
        SITE_URL: siteUrl,
        SENDER_ADDRESS: sender,
        SENDER_IDENTITY_ARN: mailing.identityArn,
        CONFIGURATION_SET: mailing.configurationSet,
        TEMPLATE_PREFIX: mailing.templatePrefix,
      },
      may: [
        ...mayTouchRecords(stored, {
          roster: ["BatchGetItem"],
          choices: ["BatchGetItem"],
          parts: ["GetItem", "PutItem"],
          mailings: ["BatchGetItem"],
          pace: ["GetItem", "UpdateItem"],
        }),
        ...maySignLinks(stored),
        // What the account may send is no resource of its own.
        new PolicyStatement({ actions: ["ses:GetAccount"], resources: ["*"] }),
        new PolicyStatement({
          // SES checks a bulk send of stored templates by its version 1 name in some places, and tells the address of the
          // sender by that name alone (service authorization reference of SES v1 and v2): where it tells it, it has to be ours.
          actions: ["ses:SendBulkEmail", "ses:SendBulkTemplatedEmail"],
          resources: [mailing.identityArn, mailing.configurationSetArn, ...mailing.templateArns],
          conditions: { StringEqualsIfExists: { "ses:FromAddress": sender } },
        }),
      ],
      readsProgram: true,
      timeoutSeconds: 60,
      // Each takes a turn of the account's rate: a second one in the same call would wait for the first.
      batchSize: 1,
      // So that what a dead sender left goes on soon; the queue hands no more out than the two senders can do.
      hiddenTimes: 2,
      mostReceives: 10,
      concurrency: 2,
    });
    alarmOnLog(sendMail, this.#house, {
      of: "send-mail",
      name: "unread",
      harm: "A student's record cannot be read as a mail needs it: they are planned for each morning and get nothing.",
      log: sendMail.log,
      message: "record not read",
    });
    alarmOnLog(sendMail, this.#house, {
      of: "send-mail",
      name: "rejected",
      harm: "SES refused mails for good, so that their students get nothing of that mailing.",
      log: sendMail.log,
      message: "mails rejected",
    });
    Validations.of(sendMail).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "ses:GetAccount has no resource: it tells the account's own rate and daily quota.",
    });
    const mayAdd = new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [sendMail.queue.queueArn] });
    return { url: sendMail.queue.queueUrl, mayAdd };
  }

  #publishChanges(): void {
    const { stored } = this.#props;
    new StreamFunction(this, this.#house, {
      name: "publish-changes",
      harm: "What students did is stored, but the school's own systems are not told of it.",
      environment: { EVENT_BUS: this.#bus.eventBusName },
      may: [
        ...mayOpenStream(stored),
        new PolicyStatement({ actions: ["events:PutEvents"], resources: [this.#bus.eventBusArn] }),
      ],
      readsProgram: false,
      timeoutSeconds: 60,
      streamArn: stored.streamArn,
      // Most writes of parts are about mails: only those that changed a task say so in `news`.
      filters: [
        { dynamodb: { NewImage: { kind: { S: [PARTITIONS.parts.stamp.kind] }, news: { S: [{ exists: true }] } } } },
        { dynamodb: { NewImage: { kind: { S: [PARTITIONS.roster.stamp.kind] } } } },
        {
          dynamodb: {
            NewImage: { kind: { S: [PARTITIONS.mailings.stamp.kind] }, pausedAt: { S: [{ exists: true }] } },
          },
        },
      ],
    });
  }

  #importRoster(): void {
    const { stored } = this.#props;
    const importRoster = new EventFunction(this, this.#house, {
      name: "import-roster",
      harm: "An uploaded roster was not taken in: new students get no mails, changed ones the wrong ones.",
      environment: { RECORDS_TABLE: stored.table.tableName },
      may: [
        ...mayTouchRecords(stored, {
          roster: ["Query", "UpdateItem"],
          accessCodes: ["GetItem", "UpdateItem"],
          school: ["UpdateItem"],
          parts: ["GetItem", "PutItem"],
        }),
        ...mayReadRosters(stored),
      ],
      readsProgram: true,
      timeoutSeconds: 300,
      // A roster of 50 MB is held in memory as a whole, and so is the report: 1.2 GB where every row is rejected.
      memoryMb: 2048,
      bus: undefined,
      pattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: { bucket: { name: [stored.rosters.bucketName] }, object: { key: [{ prefix: "incoming/" }] } },
      },
    });
    const rosters = `${nameIn(this.#house.settings, "records")}:${ROSTERS_ARN_EXPORT}`;
    for (const folder of ["incoming", "reports"]) {
      Validations.of(importRoster).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${rosters}/${folder}/*]`,
        reason: `Each roster is a new file, so the grant is for one folder, ${folder}/, and one action in it.`,
      });
    }
  }
}
