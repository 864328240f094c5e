import { Stack } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import type { Settings } from "../settings.ts";
import type { Stage } from "../stages.ts";
import { ServiceTopic } from "./service-topic.ts";

const SERVICE = "cloudwatch.amazonaws.com";

/** Where alarms are told, and to whom. */
export class AlarmTopic extends ServiceTopic {
  constructor(scope: Construct, id: string, settings: Settings, stage: Stage) {
    const ofThisAccount = { "aws:SourceAccount": Stack.of(scope).account };
    super(scope, id, settings, stage, {
      name: "alarms",
      displayName: "matchward alarms",
      encrypts: "matchward's alarms",
      service: SERVICE,
      keyOnlyFor: ofThisAccount,
    });
    this.topic.grantPublish(new ServicePrincipal(SERVICE, { conditions: { StringEquals: ofThisAccount } }));
    if (settings.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(settings.alarmEmail));
  }
}
