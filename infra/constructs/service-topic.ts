import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { nameIn } from "../house.ts";
import type { Settings } from "../settings.ts";
import type { Stage } from "../stages.ts";

export interface ServiceTopicProps {
  /** The topic's name within the stage. */
  name: string;
  displayName: string;
  /** Describes its key. */
  encrypts: string;
  /** The AWS service that publishes to it. */
  service: string;
  /** What must be equal in a request for the key; not every service tells the key on whose behalf it asks. */
  keyOnlyFor: Record<string, string>;
}

/**
 * An encrypted topic to which one AWS service publishes. It has a key of its own: the service must be able to use it
 * (the AWS-managed key of SNS lets none), and has no business with the key of the records.
 */
export class ServiceTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, settings: Settings, stage: Stage, props: ServiceTopicProps) {
    super(scope, id);
    const key = new Key(this, "Key", {
      description: `Encrypts ${props.encrypts} (${settings.stage})`,
      enableKeyRotation: true,
      removalPolicy: stage.removal,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(props.service)],
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        conditions: { StringEquals: props.keyOnlyFor },
      }),
    );
    this.topic = new Topic(this, "Topic", {
      topicName: nameIn(settings, props.name),
      displayName: props.displayName,
      masterKey: key,
      enforceSSL: true,
    });
  }
}
