import { Duration, Stack } from "aws-cdk-lib";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { Construct } from "constructs";
import type { DayBegan } from "#events/time/day-began.ts";
import type { FunctionName } from "../environments.ts";
import { type House, nameIn } from "../house.ts";
import { houseAlarm } from "./alarm.ts";
import { DeadLetter } from "./dead-letter.ts";
import { SchoolFunction, type SchoolFunctionProps } from "./school-function.ts";

/** A schedule of EventBridge Scheduler, in the school's time zone. */
export interface Schedule {
  name: string;
  /** `cron(…)` with six fields. */
  expression: string;
  /** What the function is given; the time for which it was scheduled is put in the place of `SCHEDULED_TIME`. */
  input: Record<string, unknown>;
}

/** How long a daily function may be silent. */
const SILENCE = Duration.hours(26);

/** EventBridge Scheduler's placeholder for the time at which it meant to call. */
export const SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

/** A schedule that tells the function of a day that began. */
export const dailySchedule = (name: string, expression: string): Schedule => ({
  name,
  expression,
  input: { type: "day.began", version: 1, scheduledAt: SCHEDULED_TIME } satisfies DayBegan,
});

export interface ScheduledFunctionProps<Name extends FunctionName> extends SchoolFunctionProps<Name> {
  /** Name of the schedule group. */
  group: string;
  timeZone: string;
  schedules: readonly Schedule[];
  /** True: it runs every day, and a day on which it did not is an alarm. */
  daily: boolean;
}

/**
 * A function called by EventBridge Scheduler. What the scheduler cannot deliver within a day goes to `…-undelivered`,
 * what the function cannot do after three tries to `…-failed`.
 */
export class ScheduledFunction<Name extends FunctionName> extends SchoolFunction<Name> {
  /** Where what its triggers could not deliver ends. */
  readonly undelivered: DeadLetter;

  constructor(scope: Construct, house: House, props: ScheduledFunctionProps<Name>) {
    super(scope, house, props);
    this.onFailure(new DeadLetter(this, "Failed", house, { of: props.name, why: "failed", harm: props.harm }));
    this.undelivered = new DeadLetter(this, "Undelivered", house, {
      of: props.name,
      why: "undelivered",
      harm: props.harm,
    });
    const caller = this.#caller(props.group, this.undelivered);
    for (const schedule of props.schedules) this.#schedule(house, props, schedule, caller, this.undelivered);
    if (props.daily) this.#alarmOnSilence(house, props);
  }

  /** The role of the schedules: they may call this function, and nothing else. */
  #caller(group: string, undelivered: DeadLetter): Role {
    const stack = Stack.of(this);
    const role = new Role(this, "Caller", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: {
          StringEquals: {
            "aws:SourceAccount": stack.account,
            "aws:SourceArn": stack.formatArn({ service: "scheduler", resource: "schedule-group", resourceName: group }),
          },
        },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [this.fn.functionArn] }));
    role.addToPolicy(undelivered.statement());
    return role;
  }

  #schedule(
    house: House,
    props: ScheduledFunctionProps<Name>,
    schedule: Schedule,
    caller: Role,
    undelivered: DeadLetter,
  ): void {
    const resource = new CfnSchedule(this, `Schedule-${schedule.name}`, {
      name: nameIn(house.settings, schedule.name),
      groupName: props.group,
      scheduleExpression: schedule.expression,
      scheduleExpressionTimezone: props.timeZone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: this.fn.functionArn,
        roleArn: caller.roleArn,
        input: JSON.stringify(schedule.input),
        retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
        deadLetterConfig: { arn: undelivered.queue.queueArn },
      },
    });
    resource.node.addDependency(caller);
  }

  /**
   * A schedule that stops firing makes no error, so its silence is watched: 26 hours leave room for the autumn's long
   * day, and after a first deployment for the first morning to come.
   */
  #alarmOnSilence(house: House, { name, harm }: ScheduledFunctionProps<Name>): void {
    houseAlarm(this, house, {
      of: name,
      name: "silent",
      harm,
      metric: this.fn.metricInvocations({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: SILENCE.toHours(),
      missing: TreatMissingData.BREACHING,
      warmUp: SILENCE,
    });
  }
}
