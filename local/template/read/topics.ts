import * as z from "zod/mini";
import type { DeployedQueue, DeployedTopic } from "../../deployment.ts";
import { fault, type Place } from "../fault.ts";
import { checkedPolicies, contextFor, lets } from "../iam/resource-policies.ts";
import { attributeOf, nameOf, refOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import { placeOf, type World } from "../world.ts";
import type { ServiceMaySend } from "./queues.ts";
import { ResourceGrants } from "./roles.ts";

const Topic = z.strictObject({
  TopicName: z.optional(z.string()),
  KmsMasterKeyId: z.optional(z.string()),
  ...harmless({ DisplayName: "a remark", Tags: "labels" }),
});

const Subscription = z.strictObject({
  TopicArn: z.string(),
  // People are told by AWS, of alarms.
  Protocol: z.enum(["sqs", "email"]),
  Endpoint: z.string(),
  RawMessageDelivery: z._default(z.boolean(), false),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string() })),
});

interface Reach {
  queues: readonly DeployedQueue[];
  maySend: ServiceMaySend;
}

const reachable = (arn: string, topicArn: string, { queues, maySend }: Reach, place: Place): string => {
  const queue = queues.find((each) => each.arn === arn);
  if (!queue) throw fault(place, `${arn} is no queue of this app`);
  // SNS drops what it may not put into a queue, without a word; so that is refused here.
  if (!maySend("sns.amazonaws.com", topicArn, queue))
    throw fault(place, `no policy of the queue ${arn} lets sns.amazonaws.com send to it for this topic`);
  return arn;
};

/**
 * Every SNS topic of the app, with the queues that it feeds.
 * @throws TemplateFault for what is not understood, and for a queue that SNS could not put anything into.
 */
export const readTopics = (world: World, reach: Reach): DeployedTopic[] => {
  const subscriptions = understood(world, "AWS::SNS::Subscription", Subscription);
  const topics = understood(world, "AWS::SNS::Topic", Topic).map(({ resource }) => ({
    name: nameOf(resource, world),
    arn: refOf(resource, world),
  }));
  return topics.map((topic) => ({
    ...topic,
    subscriptions: subscriptions
      .filter(({ properties }) => properties.TopicArn === topic.arn && properties.Protocol === "sqs")
      .map(({ resource, properties: { Endpoint, RawMessageDelivery, RedrivePolicy } }) => {
        const deadLetterArn = RedrivePolicy?.deadLetterTargetArn;
        return {
          queueArn: reachable(Endpoint, topic.arn, reach, placeOf(resource, "Endpoint")),
          raw: RawMessageDelivery,
          deadLetterArn:
            deadLetterArn && reachable(deadLetterArn, topic.arn, reach, placeOf(resource, "RedrivePolicy")),
        };
      }),
  }));
};

const TopicPolicy = z.strictObject({ Topics: z.array(z.string()), PolicyDocument: ResourceGrants });
const Key = z.looseObject({ KeyPolicy: ResourceGrants });

/** What keeps an AWS service from publishing to a topic on behalf of a resource; undefined where nothing does. */
export type ServiceMayPublish = (service: string, sourceArn: string, topic: DeployedTopic) => string | undefined;

/**
 * Reads the topics' own policies and those of their keys. @throws TemplateFault for a policy that is not understood.
 */
export const readTopicPolicies = (world: World): ServiceMayPublish => {
  const policies = checkedPolicies(understood(world, "AWS::SNS::TopicPolicy", TopicPolicy));
  const keyOf = new Map(
    understood(world, "AWS::SNS::Topic", Topic).map(({ resource, properties }) => [
      refOf(resource, world),
      properties.KmsMasterKeyId,
    ]),
  );
  const grantsOfKey = new Map(
    understood(world, "AWS::KMS::Key", Key).map(({ resource, properties }) => [
      attributeOf(resource, "Arn", world),
      properties.KeyPolicy.Statement,
    ]),
  );
  return (service, sourceArn, { arn }) => {
    const context = contextFor(sourceArn, world);
    const statements = policies
      .filter(({ Topics }) => Topics.includes(arn))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    if (!lets(statements, { service, action: "sns:Publish", resource: arn, context }))
      return `no policy of the topic ${arn} lets ${service} publish to it`;
    const key = keyOf.get(arn);
    if (key === undefined) return undefined;
    const withTopic = { ...context, "kms:EncryptionContext:aws:sns:topicArn": [arn] };
    const lacking = ["kms:GenerateDataKey", "kms:Decrypt"].find(
      (action) => !lets(grantsOfKey.get(key) ?? [], { service, action, resource: key, context: withTopic }),
    );
    return lacking && `the policy of the topic's key lets ${service} not ${lacking}`;
  };
};
