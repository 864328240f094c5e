import { Duration } from "aws-cdk-lib";
import { type EventBus, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { SOURCE } from "#events/envelope.ts";
import type { FunctionName } from "../environments.ts";
import { type House, nameIn } from "../house.ts";
import type { ScheduledFunction } from "./scheduled-function.ts";

/** Calls a function, which has schedules of its own, with facts of the school's bus too, e.g. `roster.imported`. */
export const alsoCalledBy = <Name extends FunctionName>(
  fn: ScheduledFunction<Name>,
  house: House,
  { name, bus, facts }: { name: Name; bus: EventBus; facts: readonly string[] },
): void => {
  const target = new LambdaFunction(fn.fn, {
    deadLetterQueue: fn.undelivered.queue,
    maxEventAge: Duration.days(1),
    retryAttempts: 185,
  });
  new Rule(fn, "Rule", {
    ruleName: nameIn(house.settings, name),
    eventBus: bus,
    eventPattern: { source: [SOURCE], detailType: [...facts] },
    targets: [target],
  });
};
