import * as z from "zod/mini";
import type { DeployedFunction, DeployedQueue, DeployedRule, DeployedSchedule } from "../deployment.ts";
import { fault } from "./fault.ts";
import { attributeOf, nameOf } from "./intrinsics.ts";
import { checkPattern } from "./matches-pattern.ts";
import { checkExpression } from "./next-firing.ts";
import { harmless, understood } from "./properties.ts";
import { functionNamed } from "./read-functions.ts";
import type { DeployedRole } from "./read-roles.ts";
import { placeOf, type Resource, type World } from "./world.ts";

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
export const readBuses = (world: World): { name: string; arn: string }[] =>
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
}

const refuseUnknownTarget = (
  arn: string,
  { functions, queues }: Targets,
  resource: Resource,
  ...path: string[]
): void => {
  if ([...functions, ...queues].some((target) => target.arn === arn)) return;
  throw fault(placeOf(resource, ...path), `${arn} is no function or queue of this app`);
};

const refuseUnknownQueue = (
  arn: string | undefined,
  { queues }: Targets,
  resource: Resource,
  ...path: string[]
): void => {
  if (arn === undefined || queues.some((queue) => queue.arn === arn)) return;
  throw fault(placeOf(resource, ...path), `${arn} is no queue of this app`);
};

const busArnOf = (name: string, buses: { name: string; arn: string }[], resource: Resource, world: World): string => {
  const defaultArn = `arn:aws:events:${world.region}:${world.accountId}:event-bus/default`;
  const found = [...buses, { name: "default", arn: defaultArn }].find((bus) => bus.name === name || bus.arn === name);
  if (!found) throw fault(placeOf(resource, "EventBusName"), `there is no bus ${name} in this app`);
  return found.arn;
};

const readRule = (resource: Resource, properties: z.infer<typeof Rule>, reach: Targets): DeployedRule["targets"] => {
  const wrong = checkPattern(properties.EventPattern);
  if (wrong) throw fault(placeOf(resource, "EventPattern"), wrong);
  return properties.Targets.map(({ Arn, DeadLetterConfig }, index) => {
    refuseUnknownTarget(Arn, reach, resource, "Targets", String(index), "Arn");
    refuseUnknownQueue(DeadLetterConfig?.Arn, reach, resource, "Targets", String(index), "DeadLetterConfig");
    return { arn: Arn, deadLetterArn: DeadLetterConfig?.Arn };
  });
};

/** Every enabled rule of the app. @throws TemplateFault for what is not understood, a pattern that AWS would refuse, or an unknown target. */
export const readRules = (world: World, buses: { name: string; arn: string }[], reach: Targets): DeployedRule[] =>
  understood(world, "AWS::Events::Rule", Rule)
    .filter(({ properties }) => properties.State === "ENABLED")
    .map(({ resource, properties }) => ({
      name: nameOf(resource, world),
      arn: attributeOf(resource, "Arn", world),
      busArn: busArnOf(properties.EventBusName, buses, resource, world),
      pattern: properties.EventPattern,
      targets: readRule(resource, properties, reach),
    }));

const Schedule = z.strictObject({
  Name: z.optional(z.string()),
  GroupName: z._default(z.string(), "default"),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z._default(z.string(), "UTC"),
  State: z._default(z.enum(["ENABLED", "DISABLED"]), "ENABLED"),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal("OFF", "only a window that is OFF is understood") }),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z._default(z.string(), "{}"),
    DeadLetterConfig: deadLetter,
    ...retries,
  }),
  ...harmless({ Description: "a remark", KmsKeyArn: "nothing on this machine is encrypted" }),
});

const scheduleRole = (
  arn: string,
  roles: DeployedRole[],
  group: string,
  resource: Resource,
  world: World,
): DeployedRole => {
  const role = roles.find((each) => each.arn === arn);
  const place = placeOf(resource, "Target", "RoleArn");
  if (!role) throw fault(place, `there is no role ${arn} in this app`);
  // What EventBridge Scheduler tells when it takes on a role: the account and the schedule's group.
  const context = {
    "aws:SourceAccount": [world.accountId],
    "aws:SourceArn": [`arn:aws:scheduler:${world.region}:${world.accountId}:schedule-group/${group}`],
  };
  if (role.trusts("scheduler.amazonaws.com", context)) return role;
  throw fault(place, "the role does not trust scheduler.amazonaws.com for a schedule of this group");
};

/** Every enabled schedule of the app. @throws TemplateFault for what is not understood, or an expression that AWS would refuse. */
export const readSchedules = (world: World, roles: DeployedRole[], reach: Targets): DeployedSchedule[] =>
  understood(world, "AWS::Scheduler::Schedule", Schedule)
    .filter(({ properties }) => properties.State === "ENABLED")
    .map(({ resource, properties }) => {
      const { ScheduleExpression, ScheduleExpressionTimezone, Target, GroupName } = properties;
      const wrong = checkExpression(ScheduleExpression, ScheduleExpressionTimezone);
      if (wrong) throw fault(placeOf(resource, "ScheduleExpression"), wrong);
      refuseUnknownQueue(Target.DeadLetterConfig?.Arn, reach, resource, "Target", "DeadLetterConfig");
      return {
        name: nameOf(resource, world),
        arn: attributeOf(resource, "Arn", world),
        expression: ScheduleExpression,
        timeZone: ScheduleExpressionTimezone,
        targetArn: functionNamed(reach.functions, Target.Arn, resource, "Target", "Arn").arn,
        roleArn: Target.RoleArn,
        statements: scheduleRole(Target.RoleArn, roles, GroupName, resource, world).statements,
        input: Target.Input,
        deadLetterArn: Target.DeadLetterConfig?.Arn,
      };
    });
