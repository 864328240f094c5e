import { Duration, Validations } from "aws-cdk-lib";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type House, nameIn } from "../house.ts";
import { houseAlarm } from "./alarm.ts";

export interface DeadLetterProps {
  /** Function whose work ends up here. */
  of: string;
  /** Why it ends up here, e.g. `failed`, `undelivered`; names the queue and its alarm. */
  why: string;
  /** Who is hurt by a message that lies here. */
  harm: string;
}

/**
 * A queue for what could not be done, with an alarm as soon as anything is in it. Messages stay 14 days, the SQS
 * maximum.
 */
export class DeadLetter extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, house: House, props: DeadLetterProps) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", {
      queueName: nameIn(house.settings, props.of, props.why),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.queue).acknowledge({
      id: "AwsSolutions-SQS3",
      reason:
        "This is a dead-letter queue; the rule knows those of other queues, but not those of functions, streams " +
        "and rules.",
    });
    houseAlarm(this, house, {
      of: props.of,
      name: props.why,
      harm: props.harm,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      }),
      threshold: 0,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      missing: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Leave to put messages here. */
  statement(): PolicyStatement {
    return new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [this.queue.queueArn] });
  }
}
