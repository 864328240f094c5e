import * as z from "zod/mini";
import type { DeployedFunction, DeployedQueue, DeployedRule, Deployment } from "../../deployment.ts";
import { fault, inside, type Place } from "../fault.ts";
import { attributeOf, nameOf } from "../intrinsics.ts";
import { checkPattern } from "../pattern/matches-pattern.ts";
import { harmless, type UnderstoodResource, understood } from "../properties.ts";
import { placeOf, type Resource, type World } from "../world.ts";
import type { ServiceMaySend } from "./queues.ts";

const Bus = z.strictObject({
  Name: z.optional(z.string()),
  ...harmless({
    Description: "a remark",
    KmsKeyIdentifier: "nothing on this machine is encrypted",
    DeadLetterConfig: "for events that a key keeps AWS from delivering",
    LogConfig: "logs of the bus itself",
    Tags: "labels",
  }),
});

/** Every custom event bus of the app. @throws TemplateFault for a property that is not understood. */
export const readBuses = (world: World): Deployment["buses"] =>
  understood(world, "AWS::Events::EventBus", Bus).map(({ resource }) => ({
    name: nameOf(resource, world),
    arn: attributeOf(resource, "Arn", world),
  }));

const deadLetter = z.optional(z.strictObject({ Arn: z.string() }));
const retries = harmless({ RetryPolicy: "how long AWS tries to reach a target; here it is always reached" });

const Rule = z.strictObject({
  Name: z.optional(z.string()),
  EventBusName: z._default(z.string(), "default"),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z._default(z.enum(["ENABLED", "DISABLED"]), "ENABLED"),
  Targets: z.array(z.strictObject({ Id: z.string(), Arn: z.string(), DeadLetterConfig: deadLetter, ...retries })),
  ...harmless({ Description: "a remark", Tags: "labels" }),
});

/** What the triggers of an app may lead to. */
export interface Targets {
  functions: readonly DeployedFunction[];
  queues: readonly DeployedQueue[];
  maySend: ServiceMaySend;
}

const queueAt = (arn: string, { queues }: Targets, place: Place): DeployedQueue => {
  const found = queues.find((queue) => queue.arn === arn);
  if (!found) throw fault(place, `${arn} is no queue of this app`);
  return found;
};

/** EventBridge drops what it may not put into a queue, without a word; so that is refused here. */
const refuseClosedQueue = (arn: string, reach: Targets, ruleArn: string, place: Place): void => {
  if (!reach.maySend("events.amazonaws.com", ruleArn, queueAt(arn, reach, place)))
    throw fault(place, `no policy of the queue ${arn} lets events.amazonaws.com send to it for this rule`);
};

const busArnOf = (name: string, buses: Deployment["buses"], resource: Resource, world: World): string => {
  const defaultArn = `arn:aws:events:${world.region}:${world.accountId}:event-bus/default`;
  const found = [...buses, { name: "default", arn: defaultArn }].find((bus) => bus.name === name || bus.arn === name);
  if (!found) throw fault(placeOf(resource, "EventBusName"), `there is no bus ${name} in this app`);
  return found.arn;
};

const readTargets = (resource: Resource, properties: z.infer<typeof Rule>, reach: Targets, ruleArn: string) =>
  properties.Targets.map(({ Arn, DeadLetterConfig }, index) => {
    const place = placeOf(resource, "Targets", String(index), "Arn");
    if (!reach.functions.some(({ arn }) => arn === Arn)) refuseClosedQueue(Arn, reach, ruleArn, place);
    if (DeadLetterConfig) refuseClosedQueue(DeadLetterConfig.Arn, reach, ruleArn, inside(place, "DeadLetterConfig"));
    return { arn: Arn, deadLetterArn: DeadLetterConfig?.Arn };
  });

/** EventBridge's quota on the signs of a pattern. */
const LONGEST_PATTERN = 2048;

const readRule = (
  { resource, properties }: UnderstoodResource<z.infer<typeof Rule>>,
  buses: Deployment["buses"],
  reach: Targets,
  world: World,
): DeployedRule => {
  const arn = attributeOf(resource, "Arn", world);
  const size = JSON.stringify(properties.EventPattern).length;
  const wrong = size > LONGEST_PATTERN ? `longer than ${LONGEST_PATTERN} signs` : checkPattern(properties.EventPattern);
  if (wrong) throw fault(placeOf(resource, "EventPattern"), wrong);
  return {
    name: nameOf(resource, world),
    arn,
    busArn: busArnOf(properties.EventBusName, buses, resource, world),
    pattern: properties.EventPattern,
    targets: readTargets(resource, properties, reach, arn),
  };
};

/**
 * Every enabled rule of the app. @throws TemplateFault for what is not understood, a pattern that AWS would refuse, or
 * an unknown target.
 */
export const readRules = (world: World, buses: Deployment["buses"], reach: Targets): DeployedRule[] =>
  understood(world, "AWS::Events::Rule", Rule)
    .filter(({ properties }) => properties.State === "ENABLED")
    .map((rule) => readRule(rule, buses, reach, world));
