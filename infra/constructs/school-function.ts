import { Duration } from "aws-cdk-lib";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  CfnFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Environments, FunctionName } from "../environments.ts";
import { type House, nameIn } from "../house.ts";
import { houseAlarm } from "./alarm.ts";
import type { DeadLetter } from "./dead-letter.ts";

export interface SchoolFunctionProps<Name extends FunctionName> {
  /** Folder under `functions/`; also the construct's id, the log group, the alarms and the runbook headings. */
  name: Name;
  /** Who is hurt when it fails, in plain words: the text of its alarms. */
  harm: string;
  environment: Environments[Name];
  /** What its role may do, beside writing its own log. */
  may: readonly PolicyStatement[];
  /** True: the compiled program lies beside its code as `program.json`. */
  readsProgram: boolean;
  /** Seconds after which Lambda ends it. */
  timeoutSeconds: number;
  /** 512 MB unless told otherwise: below that Lambda's share of a processor makes the start slow. */
  memoryMb?: number;
  /** Of one that is called all day: Lambda writes no lines of its own for a call that went well. */
  isQuiet?: boolean;
}

/**
 * A function with a role, a log group and an error alarm of its own. The constructs of each trigger are built on it.
 */
export class SchoolFunction<Name extends FunctionName> extends Construct {
  readonly fn: LambdaFunction;
  readonly role: Role;
  readonly log: LogGroup;

  constructor(scope: Construct, house: House, props: SchoolFunctionProps<Name>) {
    super(scope, props.name);
    const functionName = nameIn(house.settings, props.name);
    this.log = new LogGroup(this, "Log", {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: house.stage.logs,
      removalPolicy: house.stage.removal,
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.fn = new LambdaFunction(this, "Function", {
      functionName,
      code: house.codeOf(props.name, props.readsProgram),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 512,
      timeout: Duration.seconds(props.timeoutSeconds),
      role: this.role,
      logGroup: this.log,
      loggingFormat: LoggingFormat.JSON,
      ...(props.isQuiet && { systemLogLevelV2: SystemLogLevel.WARN }),
      environment: { ...props.environment },
    });
    this.may(
      new PolicyStatement({
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [this.log.logGroupArn],
      }),
    );
    this.may(...props.may);
    this.#describe(props.name);
    this.#alarmOnErrors(house, props);
  }

  /** Adds to what the function may do. */
  may(...statements: PolicyStatement[]): void {
    for (const statement of statements) this.role.addToPolicy(statement);
  }

  /** Sends what an asynchronous call could not do, after two more tries, to a queue. */
  onFailure(deadLetter: DeadLetter): void {
    this.may(deadLetter.statement());
    this.fn.configureAsyncInvoke({
      onFailure: { bind: () => ({ destination: deadLetter.queue.queueArn }) },
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
    });
  }

  #describe(name: Name): void {
    const resource = this.fn.node.defaultChild;
    if (resource instanceof CfnFunction) resource.addMetadata("matchward:function", name);
  }

  #alarmOnErrors(house: House, { name, harm }: SchoolFunctionProps<Name>): void {
    houseAlarm(this, house, {
      of: name,
      name: "errors",
      harm,
      metric: this.fn.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 0,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      missing: TreatMissingData.NOT_BREACHING,
    });
  }
}
