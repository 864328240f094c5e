import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { ComparisonOperator, Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { EventBus } from "aws-cdk-lib/aws-events";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { StoredTemplate } from "#files/program-folder/index.ts";
import { houseAlarm } from "../constructs/alarm.ts";
import { ServiceTopic } from "../constructs/service-topic.ts";
import { storeTexts } from "../constructs/stored-texts.ts";
import { type House, nameIn, stackProps } from "../house.ts";
import { identityOf } from "../settings.ts";

/** What the sender of mails is given by this stack. */
export interface MailSettings {
  identityArn: string;
  configurationSet: string;
  configurationSetArn: string;
  /** The settings of mails of which SES tells nobody what became of them. */
  confidentialSet: string;
  confidentialSetArn: string;
  templatePrefix: string;
  /** Every text of the stage: they are too many to be named one by one in what the sender may do. */
  templatesArn: string;
  /** Where SES publishes what became of mails, beside the account's default bus. */
  feedbackTopic: ITopic;
}

/** What a function is told that writes mails from the school's sender. */
export const senderTold = (mailing: Pick<MailSettings, "identityArn" | "configurationSet">, sender: string) => ({
  SENDER_ADDRESS: sender,
  SENDER_IDENTITY_ARN: mailing.identityArn,
  CONFIGURATION_SET: mailing.configurationSet,
});

/** How every mail is sent, whatever is told of it. */
const SENDING = {
  tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
  reputationMetrics: true,
  suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
};

/** What tells how a mail failed; told in both ways. */
const FAILURES = [
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.RENDERING_FAILURE,
];

/**
 * What SES tells the bus, and what it tells the topic: of each mail that it took, at least one thing in either way, so
 * that either alone settles a mail of which nobody knows whether it went out. Each event costs: see
 * `docs/decisions/015-feedback-through-a-queue.md` before you add one.
 */
const TOLD = {
  bus: [EmailSendingEvent.DELIVERY, EmailSendingEvent.DELIVERY_DELAY, ...FAILURES],
  topic: [EmailSendingEvent.SEND, ...FAILURES],
};

/** Account-wide rates at which AWS puts a sender under review: 5 % bounces, 0.1 % complaints. */
const REPUTATION = [
  {
    name: "bounces",
    metric: "Reputation.BounceRate",
    limit: 0.05,
    harm: "Many addresses of the roster no longer exist; if it goes on, AWS stops all mail to students.",
  },
  {
    name: "complaints",
    metric: "Reputation.ComplaintRate",
    limit: 0.001,
    harm: "Students mark the mails as spam; if it goes on, AWS stops all mail to students.",
  },
] as const;

/** What SES needs to know: who sends, how, and the texts. */
export class MailStack extends Stack {
  readonly mailing: MailSettings;

  constructor(scope: Construct, house: House, templates: readonly StoredTemplate[]) {
    super(
      scope,
      nameIn(house.settings, "mail"),
      stackProps(house.settings, "sender identity, mail settings and texts"),
    );
    const configurationSet = this.#configurationSet(house);
    const confidential = nameIn(house.settings, "confidential");
    new ConfigurationSet(this, "ConfidentialMails", { configurationSetName: confidential, ...SENDING });
    const templatePrefix = nameIn(house.settings, "");
    storeTexts(this, house.settings, templates);
    this.mailing = {
      identityArn: this.#identity(house).emailIdentityArn,
      configurationSet: configurationSet.configurationSetName,
      configurationSetArn: this.#ses("configuration-set", nameIn(house.settings)),
      confidentialSet: confidential,
      confidentialSetArn: this.#ses("configuration-set", confidential),
      templatePrefix,
      feedbackTopic: this.#feedbackTopic(house, configurationSet),
      templatesArn: this.#ses("template", `${templatePrefix}*`),
    };
    this.#alarmOnReputation(house);
  }

  #ses(resource: string, resourceName: string): string {
    return this.formatArn({ service: "ses", resource, resourceName });
  }

  #configurationSet(house: House): ConfigurationSet {
    const set = new ConfigurationSet(this, "Mails", {
      configurationSetName: nameIn(house.settings),
      ...SENDING,
    });
    set.addEventDestination("Bus", {
      // SES publishes to the account's default bus only.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, "DefaultBus", "default")),
      events: TOLD.bus,
    });
    return set;
  }

  #feedbackTopic({ settings, stage }: House, set: ConfigurationSet): ITopic {
    const resource = nameIn(settings, "mail-feedback");
    const { topic } = new ServiceTopic(this, "Feedback", settings, stage, {
      name: "mail-feedback",
      displayName: "matchward: what became of mails",
      encrypts: "what SES tells of mails",
      service: "ses.amazonaws.com",
      keyOnlyFor: { "kms:EncryptionContext:aws:sns:topicArn": this.formatArn({ service: "sns", resource }) },
    });
    // The destination itself lets SES publish for this configuration set alone.
    const told = set.addEventDestination("Topic", {
      destination: EventDestination.snsTopic(topic),
      events: TOLD.topic,
    });
    // SES tries the topic out when it is told of it, so that its policy has to be there before.
    told.node.addDependency(topic);
    return topic;
  }

  #identity({ settings }: House): EmailIdentity {
    const name = identityOf(settings);
    // AWS confirms an address by a mail to it.
    if (name.includes("@")) return new EmailIdentity(this, "Sender", { identity: Identity.email(name) });
    const mailFromDomain = settings.mailFrom ?? `matchward.${name}`;
    const identity = new EmailIdentity(this, "Sender", {
      identity: Identity.domain(name),
      mailFromDomain,
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
    });
    this.#tellRecords(identity, mailFromDomain);
    return identity;
  }

  /** Puts out the DNS records that confirm a domain, sign its mails (DKIM) and name the sender (SPF). */
  #tellRecords(identity: EmailIdentity, mailFromDomain: string): void {
    const tell = (id: string, value: string, description: string) => new CfnOutput(this, id, { value, description });
    for (const [index, { name, value }] of identity.dkimRecords.entries())
      tell(`Dkim${index + 1}`, `${name} CNAME ${value}`, "DNS record that lets AWS sign mails in the domain's name");
    const host = `feedback-smtp.${this.region}.amazonses.com`;
    tell("MailFromMx", `${mailFromDomain} MX 10 ${host}`, "DNS record by which bounces come back to AWS");
    tell("MailFromSpf", `${mailFromDomain} TXT "v=spf1 include:amazonses.com ~all"`, "DNS record that lets AWS send");
  }

  #alarmOnReputation(house: House): void {
    const scope = new Construct(this, "Reputation");
    for (const { name, metric, limit, harm } of REPUTATION) {
      houseAlarm(scope, house, {
        of: "mail",
        name,
        harm,
        metric: new Metric({
          namespace: "AWS/SES",
          metricName: metric,
          period: Duration.hours(1),
          statistic: Stats.MAXIMUM,
        }),
        threshold: limit,
        comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        missing: TreatMissingData.NOT_BREACHING,
      });
    }
  }
}
