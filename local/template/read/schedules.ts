import * as z from "zod/mini";
import type { DeployedFunction, DeployedQueue, DeployedSchedule } from "../../deployment.ts";
import { fault } from "../fault.ts";
import { authorize } from "../iam/authorize.ts";
import { attributeOf, nameOf } from "../intrinsics.ts";
import { harmless, type UnderstoodResource, understood } from "../properties.ts";
import { checkExpression } from "../schedule/next-firing.ts";
import { placeOf, type Resource, type World } from "../world.ts";
import { functionNamed } from "./functions.ts";
import type { DeployedRole } from "./roles.ts";

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
    DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
    ...harmless({ RetryPolicy: "how long AWS tries to reach a target; here it is always reached" }),
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

/** A firing that fails for good would be lost without a word if its role may not put it into the queue. */
const refuseLoss = (role: DeployedRole, arn: string, queues: readonly DeployedQueue[], resource: Resource): void => {
  const place = placeOf(resource, "Target", "DeadLetterConfig");
  if (!queues.some((queue) => queue.arn === arn)) throw fault(place, `${arn} is no queue of this app`);
  const verdict = authorize(role.statements, { action: "sqs:SendMessage", resource: arn, context: {} });
  if (!verdict.allowed) throw fault(place, `the schedule's role may not: ${verdict.why}`);
};

/** What schedules refer to. */
interface ScheduleTargets {
  roles: DeployedRole[];
  functions: readonly DeployedFunction[];
  queues: readonly DeployedQueue[];
}

const readSchedule = (
  { resource, properties }: UnderstoodResource<z.infer<typeof Schedule>>,
  { roles, functions, queues }: ScheduleTargets,
  world: World,
): DeployedSchedule => {
  const { ScheduleExpression, ScheduleExpressionTimezone, Target, GroupName } = properties;
  const wrong = checkExpression(ScheduleExpression, ScheduleExpressionTimezone);
  if (wrong) throw fault(placeOf(resource, "ScheduleExpression"), wrong);
  const role = scheduleRole(Target.RoleArn, roles, GroupName, resource, world);
  if (Target.DeadLetterConfig) refuseLoss(role, Target.DeadLetterConfig.Arn, queues, resource);
  return {
    name: nameOf(resource, world),
    arn: attributeOf(resource, "Arn", world),
    expression: ScheduleExpression,
    timeZone: ScheduleExpressionTimezone,
    targetArn: functionNamed(functions, Target.Arn, resource, "Target", "Arn").arn,
    roleArn: Target.RoleArn,
    statements: role.statements,
    input: Target.Input,
    deadLetterArn: Target.DeadLetterConfig?.Arn,
  };
};

/**
 * Every enabled schedule of the app.
 * @throws TemplateFault for what is not understood, an expression that AWS would refuse, a target that is no function
 * of this app, a role that EventBridge Scheduler may not take on, or one that may not reach the dead-letter queue.
 */
export const readSchedules = (world: World, around: ScheduleTargets): DeployedSchedule[] =>
  understood(world, "AWS::Scheduler::Schedule", Schedule)
    .filter(({ properties }) => properties.State === "ENABLED")
    .map((schedule) => readSchedule(schedule, around, world));
