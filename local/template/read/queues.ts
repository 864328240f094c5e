import * as z from "zod/mini";
import type { DeployedQueue } from "../../deployment.ts";
import { checkedPolicies, contextFor, lets } from "../iam/resource-policies.ts";
import { attributeOf, nameOf, refOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import type { World } from "../world.ts";
import { ResourceGrants } from "./roles.ts";

const Queue = z.strictObject({
  QueueName: z.optional(z.string()),
  // SQS's own default, in seconds.
  VisibilityTimeout: z._default(z.int(), 30),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.int() })),
  DelaySeconds: z.optional(z.literal(0)),
  FifoQueue: z.optional(z.literal(false)),
  ...harmless({
    KmsMasterKeyId: "stores on this machine are not encrypted",
    KmsDataKeyReusePeriodSeconds: "stores on this machine are not encrypted",
    SqsManagedSseEnabled: "stores on this machine are not encrypted",
    MessageRetentionPeriod: "the clock stands still until a queue is empty, and dead letters are kept to be seen",
    ReceiveMessageWaitTimeSeconds: "how long a consumer waits, not what it gets",
    MaximumMessageSize: "only ever a smaller limit than SQS's own",
    RedriveAllowPolicy: "who may name this queue as dead-letter queue; checked by AWS when the stack is made",
    Tags: "labels",
  }),
});

/** Every SQS queue of the app. @throws TemplateFault for a property that is not understood. */
export const readQueues = (world: World): DeployedQueue[] =>
  understood(world, "AWS::SQS::Queue", Queue).map(({ resource, properties }) => ({
    name: nameOf(resource, world),
    arn: attributeOf(resource, "Arn", world),
    url: refOf(resource, world),
    visibilityTimeoutSeconds: properties.VisibilityTimeout,
    deadLetterArn: properties.RedrivePolicy?.deadLetterTargetArn,
    maxReceiveCount: properties.RedrivePolicy?.maxReceiveCount,
  }));

const QueuePolicy = z.strictObject({ Queues: z.array(z.string()), PolicyDocument: ResourceGrants });

/** Whether the queues' own policies let an AWS service send to a queue on behalf of a resource. */
export type ServiceMaySend = (service: string, sourceArn: string, queue: DeployedQueue) => boolean;

/**
 * Reads the queues' own policies.
 * @returns whether a service may send; as in AWS, it may not where no policy says so, or one says no.
 * @throws TemplateFault for a policy that is not understood.
 */
export const readQueuePolicies = (world: World): ServiceMaySend => {
  const policies = checkedPolicies(understood(world, "AWS::SQS::QueuePolicy", QueuePolicy));
  return (service, sourceArn, queue) => {
    const context = contextFor(sourceArn, world);
    const statements = policies
      .filter(({ Queues }) => Queues.includes(queue.url))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    return lets(statements, { service, action: "sqs:SendMessage", resource: queue.arn, context });
  };
};
