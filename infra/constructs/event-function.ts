import { Duration } from "aws-cdk-lib";
import { type EventPattern, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import type { FunctionName } from "../environments.ts";
import { type House, nameIn } from "../house.ts";
import { DeadLetter } from "./dead-letter.ts";
import { SchoolFunction, type SchoolFunctionProps } from "./school-function.ts";

export interface EventFunctionProps<Name extends FunctionName> extends SchoolFunctionProps<Name> {
  pattern: EventPattern;
}

/**
 * A function that listens to the account's default bus. What the bus cannot deliver within a day goes to
 * `…-undelivered`, what the function cannot do after three tries to `…-failed`.
 */
export class EventFunction<Name extends FunctionName> extends SchoolFunction<Name> {
  constructor(scope: Construct, house: House, props: EventFunctionProps<Name>) {
    super(scope, house, props);
    this.onFailure(new DeadLetter(this, "Failed", house, { of: props.name, why: "failed", harm: props.harm }));
    const undelivered = new DeadLetter(this, "Undelivered", house, {
      of: props.name,
      why: "undelivered",
      harm: props.harm,
    });
    const target = new LambdaFunction(this.fn, {
      deadLetterQueue: undelivered.queue,
      maxEventAge: Duration.days(1),
      retryAttempts: 185,
    });
    new Rule(this, "Rule", {
      ruleName: nameIn(house.settings, props.name),
      eventPattern: props.pattern,
      targets: [target],
    });
  }
}
