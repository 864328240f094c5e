import { Duration } from "aws-cdk-lib";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping } from "aws-cdk-lib/aws-lambda";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { FunctionName } from "../environments.ts";
import { type House, nameIn } from "../house.ts";
import { houseAlarm } from "./alarm.ts";
import { DeadLetter } from "./dead-letter.ts";
import { SchoolFunction, type SchoolFunctionProps } from "./school-function.ts";

export interface QueueFunctionProps<Name extends FunctionName> extends SchoolFunctionProps<Name> {
  /** Messages it is given at once. */
  batchSize: number;
  /** Seconds that AWS waits for a fuller batch; a batch above ten messages needs it. */
  windowSeconds?: number;
  /**
   * Seconds for which a message is hidden while it is worked on; unless told, six times the timeout, as AWS advises.
   */
  hiddenSeconds?: number;
  /** After how many receives a message is set aside; 5 unless told. */
  mostReceives?: number;
  /** How many of it may run side by side, at least 2. */
  concurrency: number;
}

/**
 * A function with a queue of its own. A message stays hidden while it is worked on, and while a fuller batch is waited
 * for, and goes to `…-failed` when it has come back for some times.
 */
export class QueueFunction<Name extends FunctionName> extends SchoolFunction<Name> {
  readonly queue: Queue;

  constructor(scope: Construct, house: House, props: QueueFunctionProps<Name>) {
    super(scope, house, props);
    const hidden = (props.hiddenSeconds ?? 6 * props.timeoutSeconds) + (props.windowSeconds ?? 0);
    const failed = new DeadLetter(this, "Failed", house, { of: props.name, why: "failed", harm: props.harm });
    this.queue = new Queue(this, "Queue", {
      queueName: nameIn(house.settings, props.name),
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(hidden),
      deadLetterQueue: { queue: failed.queue, maxReceiveCount: props.mostReceives ?? 5 },
    });
    this.may(
      new PolicyStatement({
        actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        resources: [this.queue.queueArn],
      }),
    );
    new EventSourceMapping(this, "Messages", {
      target: this.fn,
      eventSourceArn: this.queue.queueArn,
      batchSize: props.batchSize,
      ...(props.windowSeconds === undefined ? {} : { maxBatchingWindow: Duration.seconds(props.windowSeconds) }),
      maxConcurrency: props.concurrency,
      reportBatchItemFailures: true,
    });
    this.#alarmOnWaiting(house, props);
  }

  #alarmOnWaiting(house: House, { name, harm }: QueueFunctionProps<Name>): void {
    houseAlarm(this, house, {
      of: name,
      name: "waiting",
      harm,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      threshold: Duration.hours(2).toSeconds(),
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      missing: TreatMissingData.NOT_BREACHING,
    });
  }
}
