import { Validations } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { HIDDEN_SECONDS, RECEIVES, SENDER_SECONDS, SENDERS } from "../../functions/send-mail/queue-figures.ts";
import { linksTold, maySignLinks, mayTouchRecords, type Stored } from "../access.ts";
import { alarmOnLog } from "../constructs/log-alarm.ts";
import { QueueFunction } from "../constructs/queue-function.ts";
import type { House } from "../house.ts";
import { type MailSettings, senderTold } from "../stacks/mail.ts";

interface SendMailGiven {
  stored: Stored;
  mailing: MailSettings;
  siteUrl: string;
}

/** Where mails that are due are put, and the leave to put them there. */
export interface MailQueueAccess {
  url: string;
  mayAdd: PolicyStatement;
}

/** Sends the mails that are put on its queue. */
export const sendMail = (
  scope: Construct,
  house: House,
  { stored, mailing, siteUrl }: SendMailGiven,
): MailQueueAccess => {
  const { sender } = house.settings;
  const fn = new QueueFunction(scope, house, {
    name: "send-mail",
    harm: "Students do not get mails that are due, or get them late.",
    environment: {
      ...linksTold(stored, siteUrl),
      ...senderTold(mailing, sender),
      TEMPLATE_PREFIX: mailing.templatePrefix,
    },
    may: [...mayClaim(stored), ...maySignLinks(stored), mayAskAccount(), maySend(mailing, sender)],
    readsProgram: true,
    timeoutSeconds: SENDER_SECONDS,
    // Each takes a turn of the account's rate: a second one in the same call would wait for the first.
    batchSize: 1,
    // The queue hands no more out than so many senders can do.
    concurrency: SENDERS,
    hiddenSeconds: HIDDEN_SECONDS,
    mostReceives: RECEIVES,
  });
  alarmOnWords(fn, house);
  Validations.of(fn).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason: "ses:GetAccount has no resource: it tells the account's own rate and daily quota.",
  });
  acknowledgeTexts(fn, house, mailing);
  const mayAdd = new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [fn.queue.queueArn] });
  return { url: fn.queue.queueUrl, mayAdd };
};

const mayClaim = (stored: Stored): PolicyStatement[] =>
  mayTouchRecords(stored, {
    people: ["BatchGetItem"],
    choices: ["BatchGetItem"],
    parts: ["GetItem", "PutItem"],
    mailings: ["BatchGetItem"],
    sessions: ["GetItem", "BatchGetItem"],
    guests: ["GetItem"],
    pace: ["GetItem", "UpdateItem"],
  });

// What the account may send is no resource of its own.
const mayAskAccount = () => new PolicyStatement({ actions: ["ses:GetAccount"], resources: ["*"] });

/** Says to cdk-nag why `maySend` names all texts at once. */
export const acknowledgeTexts = (fn: Construct, { settings }: House, { templatePrefix }: MailSettings): void =>
  Validations.of(fn).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:aws:ses:${settings.region}:<AWS::AccountId>:template/${templatePrefix}*]`,
    reason: "A program has more texts than a policy can name; all of them are this stage's, and hold no names.",
  });

/** Leave to send the stage's stored texts by a configuration set, from the school's sender alone. */
export const maySend = (mailing: MailSettings, sender: string): PolicyStatement =>
  new PolicyStatement({
    // SES checks a bulk send of stored templates by its version 1 name in some places, and tells the address of the
    // sender by that name alone (service authorization reference of SES v1 and v2): where it tells it, it has to be
    // ours.
    actions: ["ses:SendBulkEmail", "ses:SendBulkTemplatedEmail"],
    resources: [mailing.identityArn, mailing.configurationSetArn, mailing.templatesArn],
    conditions: { StringEqualsIfExists: { "ses:FromAddress": sender } },
  });

const alarmOnWords = (fn: QueueFunction<"send-mail">, house: House): void => {
  alarmOnLog(fn, house, {
    name: "unread",
    harm: "A student's record cannot be read as a mail needs it: they are planned for each morning and get nothing.",
  });
  alarmOnLog(fn, house, {
    name: "rejected",
    harm: "SES refused mails for good, so that their students get nothing of that mailing.",
  });
};
