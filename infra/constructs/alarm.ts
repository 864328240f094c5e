import type { Duration } from "aws-cdk-lib";
import {
  Alarm,
  CfnAlarm,
  type ComparisonOperator,
  type IMetric,
  type TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Construct } from "constructs";
import { type House, nameIn } from "../house.ts";

export interface AlarmProps {
  /** What the alarm watches: a function's folder name, or `mail`. */
  of: string;
  /** Its short name, e.g. `errors`; the runbook has the heading `## <of>: <name>`. */
  name: string;
  /** Who is hurt and how, in plain words. */
  harm: string;
  metric: IMetric;
  threshold: number;
  comparison: ComparisonOperator;
  /** Periods of the metric that must be at fault in a row. */
  periods?: number;
  missing: TreatMissingData;
  /** How long it waits for its first data, for one that rings where there are none. AWS allows two days at most. */
  warmUp?: Duration;
}

/**
 * An alarm that says who is hurt and where the runbook tells what to do.
 * @returns the alarm, already told to the stage's alarm topic
 */
export const houseAlarm = (scope: Construct, house: House, props: AlarmProps): Alarm => {
  const alarm = new Alarm(scope, `Alarm-${props.name}`, {
    alarmName: nameIn(house.settings, props.of, props.name),
    alarmDescription: `${props.harm} What to do: ${house.settings.runbook}#${props.of}-${props.name}`,
    metric: props.metric,
    threshold: props.threshold,
    comparisonOperator: props.comparison,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: props.missing,
  });
  const resource = alarm.node.defaultChild;
  if (props.warmUp !== undefined && resource instanceof CfnAlarm) {
    // The CDK has no word of its own for this yet.
    resource.warmUpConfiguration = { warmUpPeriodDurationInMinutes: props.warmUp.toMinutes() };
  }
  alarm.addAlarmAction(new SnsAction(house.alarms));
  return alarm;
};
