import { Duration, Stack } from "aws-cdk-lib";
import { type HttpApi, type HttpMethod, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { FunctionName } from "../environments.ts";
import type { House } from "../house.ts";
import { houseAlarm } from "./alarm.ts";
import { SchoolFunction, type SchoolFunctionProps } from "./school-function.ts";

export interface HttpFunctionProps<Name extends FunctionName> extends SchoolFunctionProps<Name> {
  api: HttpApi;
  routes: readonly { path: string; methods: HttpMethod[] }[];
  /** True of the one function that answers every other address too, and whose alarm hears of all server errors. */
  isMain: boolean;
}

/**
 * A function that answers HTTP requests: those of its routes, and where it is the main one those of every other
 * address of the API, whose visitors would get API Gateway's bare JSON. It needs no dead letter: whoever asked is told,
 * and asks again.
 */
export class HttpFunction<Name extends FunctionName> extends SchoolFunction<Name> {
  constructor(scope: Construct, house: House, props: HttpFunctionProps<Name>) {
    super(scope, house, props);
    const integration = new HttpLambdaIntegration("Integration", this.fn);
    for (const { path, methods } of props.routes) this.#route(props.api, path, methods, integration);
    if (!props.isMain) return;
    new HttpRoute(props.api, "EveryOther", { httpApi: props.api, integration, routeKey: HttpRouteKey.DEFAULT });
    this.#alarmOnFaults(house, props);
  }

  /** An API keeps routes in its own stack, which cannot name a function of one that is deployed after it. */
  #route(api: HttpApi, path: string, methods: HttpMethod[], integration: HttpLambdaIntegration): void {
    if (Stack.of(this) === Stack.of(api)) return void api.addRoutes({ path, methods, integration });
    for (const method of methods)
      new HttpRoute(this, `${method} ${path}`, {
        httpApi: api,
        integration,
        routeKey: HttpRouteKey.with(path, method),
      });
  }

  /** What the visitor sees as a server error, wherever it arose: a function that apologizes politely makes no error. */
  #alarmOnFaults(house: House, { name, harm, api }: HttpFunctionProps<Name>): void {
    houseAlarm(this, house, {
      of: name,
      name: "faults",
      harm,
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 0,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      missing: TreatMissingData.NOT_BREACHING,
    });
  }
}
