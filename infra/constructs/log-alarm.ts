import { Duration } from "aws-cdk-lib";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import { ALARM_WORDS } from "../../functions/listeners/alarm-words.ts";
import type { FunctionName } from "../environments.ts";
import { type House, nameIn } from "../house.ts";
import { type AlarmProps, houseAlarm } from "./alarm.ts";
import type { SchoolFunction } from "./school-function.ts";

export interface LogAlarmProps extends Pick<AlarmProps, "harm"> {
  /** Its short name, by which the function's log knows the words to say. */
  name: keyof typeof ALARM_WORDS;
  /**
   * For lines that are written again while what they tell goes on: how long one counts, so that the alarm goes on too.
   */
  standsFor?: Duration;
}

/** An alarm that rings when a function logs its words, for what is no error of the function. */
export const alarmOnLog = <Name extends FunctionName>(
  fn: SchoolFunction<Name>,
  house: House,
  { name, harm, standsFor }: LogAlarmProps,
): void => {
  const of = fn.node.id;
  const filter = new MetricFilter(fn, `Lines-${name}`, {
    logGroup: fn.log,
    filterPattern: FilterPattern.stringValue("$.message", "=", ALARM_WORDS[name]),
    metricNamespace: nameIn(house.settings),
    metricName: `${of}-${name}`,
  });
  houseAlarm(fn, house, {
    of,
    name,
    harm,
    metric: filter.metric({ period: standsFor ?? Duration.minutes(5), statistic: Stats.SUM }),
    threshold: 0,
    comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
    missing: TreatMissingData.NOT_BREACHING,
  });
};
