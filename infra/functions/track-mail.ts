import { Duration } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { SES_DETAIL_TYPES, SES_SOURCE } from "#events/mail/ses-feedback.ts";
import { mayChangeAttributes, mayTouchRecords, type Stored } from "../access.ts";
import { DeadLetter } from "../constructs/dead-letter.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { QueueFunction } from "../constructs/queue-function.ts";
import { type House, nameIn } from "../house.ts";
import type { MailSettings } from "../stacks/mail.ts";

const NAME = "track-mail";
const HARM = "Staff do not see which mails arrived, and dead addresses are written to again.";

interface TrackMailGiven {
  stored: Stored;
  mailing: MailSettings;
}

/** Records what SES tells of mails. */
export const trackMail = (scope: Construct, house: House, { stored, mailing }: TrackMailGiven): void => {
  const fn = new QueueFunction(scope, house, {
    name: NAME,
    harm: HARM,
    environment: { RECORDS_TABLE: stored.table.tableName },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        parts: ["GetItem", "PutItem", "Query"],
        mailings: ["GetItem", "UpdateItem"],
      }),
      // Of a person, what is known of their address, as long as they have the one that it is about.
      mayChangeAttributes(stored, "people", ["address", "email"]),
      // Of a mail to an advisor, that it failed: neither whom it names nor what the advisor said.
      mayChangeAttributes(stored, "escalations", ["state", "reason"]),
    ],
    readsProgram: true,
    timeoutSeconds: 60,
    // An event of SES is of some 4 KB, and Lambda takes 6 MB at once.
    batchSize: 1000,
    // Nobody waits for feedback, and a minute of a sender's mails are few groups of classmates.
    windowSeconds: 60,
    concurrency: 2,
  });
  alarmOnLog(fn, house, {
    name: "paused",
    harm: "Too many mails of one mailing bounced or brought complaints, so that the rest of it is held back.",
  });
  alarmOnLog(fn, house, {
    name: "rejected",
    harm: "SES took mails and then refused them, so that their students get nothing of that mailing.",
  });
  listen(fn, house, mailing);
};

/**
 * SES tells of mails in two ways that know nothing of each other: by the account's default bus and by a topic. Both end
 * in one queue, so that what is told of classmates is recorded together, and no second queue has to be asked for
 * messages day and night. What does not reach the queue within a day goes to `track-mail-undelivered`.
 */
const listen = (fn: QueueFunction<typeof NAME>, house: House, mailing: MailSettings): void => {
  const undelivered = new DeadLetter(fn, "Undelivered", house, { of: NAME, why: "undelivered", harm: HARM });
  new Rule(fn, "Rule", {
    ruleName: nameIn(house.settings, NAME),
    // SES tells the account's default bus, of every sender in the account: only this school's mails are asked for.
    eventPattern: {
      source: [SES_SOURCE],
      detailType: [...SES_DETAIL_TYPES],
      detail: { mail: { tags: { "ses:configuration-set": [mailing.configurationSet] } } },
    },
    targets: [
      new SqsQueue(fn.queue, { deadLetterQueue: undelivered.queue, maxEventAge: Duration.days(1), retryAttempts: 185 }),
    ],
  });
  mailing.feedbackTopic.addSubscription(
    new SqsSubscription(fn.queue, { rawMessageDelivery: true, deadLetterQueue: undelivered.queue }),
  );
};
