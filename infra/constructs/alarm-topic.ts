import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { nameIn } from "../house.ts";
import type { Settings } from "../settings.ts";
import type { Stage } from "../stages.ts";

/**
 * Where alarms are told. It has a key of its own: CloudWatch must be able to use it (the AWS-managed key of SNS does not
 * let it), and CloudWatch has no business with the key of the records.
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, settings: Settings, stage: Stage) {
    super(scope, id);
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
    });
    const key = new Key(this, "Key", {
      description: `Encrypts matchward's alarms (${settings.stage})`,
      enableKeyRotation: true,
      removalPolicy: stage.removal,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
      }),
    );
    this.topic = new Topic(this, "Topic", {
      topicName: nameIn(settings, "alarms"),
      displayName: "matchward alarms",
      masterKey: key,
      enforceSSL: true,
    });
    this.topic.grantPublish(cloudWatch);
    if (settings.alarmEmail !== undefined) this.topic.addSubscription(new EmailSubscription(settings.alarmEmail));
  }
}
