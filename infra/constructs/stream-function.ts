import { Duration, Validations } from "aws-cdk-lib";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, StartingPosition } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { FunctionName } from "../environments.ts";
import type { House } from "../house.ts";
import { houseAlarm } from "./alarm.ts";
import { DeadLetter } from "./dead-letter.ts";
import { SchoolFunction, type SchoolFunctionProps } from "./school-function.ts";

export interface StreamFunctionProps<Name extends FunctionName> extends SchoolFunctionProps<Name> {
  streamArn: string;
  /** Patterns of the records it is given; a record that fits none never reaches it. */
  filters: readonly Record<string, unknown>[];
}

/**
 * A function that reads a table's stream, in the order of each item's changes. A bad record is set aside after five
 * tries (its place in the stream goes to `…-failed`), so that it cannot hold up the others for the stream's 24 hours.
 */
export class StreamFunction<Name extends FunctionName> extends SchoolFunction<Name> {
  constructor(scope: Construct, house: House, props: StreamFunctionProps<Name>) {
    super(scope, house, props);
    const failed = new DeadLetter(this, "Failed", house, { of: props.name, why: "failed", harm: props.harm });
    this.may(
      failed.statement(),
      new PolicyStatement({
        actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        resources: [props.streamArn],
      }),
      new PolicyStatement({ actions: ["dynamodb:ListStreams"], resources: ["*"] }),
    );
    Validations.of(this).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "dynamodb:ListStreams has no resource, and Lambda asks for it: it tells the names of streams alone.",
    });
    new EventSourceMapping(this, "Stream", {
      target: this.fn,
      eventSourceArn: props.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      filters: props.filters.map((filter) => ({ pattern: JSON.stringify(filter) })),
      onFailure: { bind: () => ({ destination: failed.queue.queueArn }) },
    });
    this.#alarmOnLag(house, props);
  }

  #alarmOnLag(house: House, { name, harm }: StreamFunctionProps<Name>): void {
    houseAlarm(this, house, {
      of: name,
      name: "behind",
      harm,
      metric: this.fn.metric("IteratorAge", { period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(15).toMilliseconds(),
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      missing: TreatMissingData.NOT_BREACHING,
    });
  }
}
