import { Duration } from "aws-cdk-lib";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { type House, nameIn } from "../house.ts";
import { type AlarmProps, houseAlarm } from "./alarm.ts";

export interface LogAlarmProps extends Pick<AlarmProps, "of" | "name" | "harm"> {
  log: LogGroup;
  /** The message of the log lines that it rings for. */
  message: string;
  /** For lines that are written again while what they tell goes on: how long one counts, so that the alarm goes on too. */
  standsFor?: Duration;
}

/** An alarm that rings when a function logs a message, for what is no error of the function. */
export const alarmOnLog = (
  scope: Construct,
  house: House,
  { log, message, standsFor, ...alarm }: LogAlarmProps,
): void => {
  const filter = new MetricFilter(scope, `Lines-${alarm.name}`, {
    logGroup: log,
    filterPattern: FilterPattern.stringValue("$.message", "=", message),
    metricNamespace: nameIn(house.settings),
    metricName: `${alarm.of}-${alarm.name}`,
  });
  houseAlarm(scope, house, {
    ...alarm,
    metric: filter.metric({ period: standsFor ?? Duration.minutes(5), statistic: Stats.SUM }),
    threshold: 0,
    comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    missing: TreatMissingData.NOT_BREACHING,
  });
};
