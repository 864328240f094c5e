import type { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Construct } from "constructs";
import type { FunctionName } from "../environments.ts";
import type { House } from "../house.ts";
import { SchoolFunction, type SchoolFunctionProps } from "./school-function.ts";

export interface HttpFunctionProps<Name extends FunctionName> extends SchoolFunctionProps<Name> {
  api: HttpApi;
  routes: readonly { path: string; methods: HttpMethod[] }[];
}

/** A function that answers HTTP requests. It needs no dead letter: whoever asked is told, and asks again. */
export class HttpFunction<Name extends FunctionName> extends SchoolFunction<Name> {
  constructor(scope: Construct, house: House, props: HttpFunctionProps<Name>) {
    super(scope, house, props);
    const integration = new HttpLambdaIntegration("Integration", this.fn);
    for (const { path, methods } of props.routes) props.api.addRoutes({ path, methods, integration });
  }
}
