import * as z from "zod/mini";
import type { DeployedApi, DeployedFunction } from "../../deployment.ts";
import { fault } from "../fault.ts";
import { refOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import { placeOf, type World } from "../world.ts";
import { functionNamed } from "./functions.ts";

const Api = z.strictObject({
  Name: z.string(),
  ProtocolType: z.literal("HTTP"),
  DisableExecuteApiEndpoint: z.optional(z.literal(false)),
  ...harmless({ Description: "a remark", Tags: "labels", IpAddressType: "the local run listens on this machine only" }),
});

const Stage = z.strictObject({
  ApiId: z.string(),
  StageName: z.literal("$default", "a stage other than $default would change every address"),
  AutoDeploy: z.literal(true),
  ...harmless({
    AccessLogSettings: "logs of the API itself",
    DefaultRouteSettings: "throttling, metrics and logs are AWS's",
    RouteSettings: "throttling, metrics and logs are AWS's",
    Description: "a remark",
    Tags: "labels",
  }),
});

const Integration = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
  IntegrationMethod: z.optional(z.literal("POST")),
  ...harmless({ Description: "a remark", TimeoutInMillis: "a function's own timeout is what is kept here" }),
});

const Route = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().check(z.startsWith("integrations/")),
  AuthorizationType: z._default(z.literal("NONE", "only open routes are understood"), "NONE"),
  ...harmless({ OperationName: "a label" }),
});

const methodAndPath = (key: string): { method: string; path: string } => {
  const [method = "", path = ""] = key.split(" ");
  return key === "$default" ? { method: "ANY", path: "$default" } : { method, path };
};

/**
 * Every HTTP API of the app with its routes; the route key `$default` reads as method `ANY`, path `$default`.
 * @throws TemplateFault for what is not understood, a route that leads nowhere, or two APIs, which cannot share one
 * address.
 */
export const readApis = (world: World, functions: readonly DeployedFunction[]): DeployedApi[] => {
  const apis = understood(world, "AWS::ApiGatewayV2::Api", Api);
  const stages = understood(world, "AWS::ApiGatewayV2::Stage", Stage);
  const integrations = understood(world, "AWS::ApiGatewayV2::Integration", Integration);
  const routes = understood(world, "AWS::ApiGatewayV2::Route", Route);
  const [, second] = apis;
  if (second) throw fault(placeOf(second.resource), "the local run has one address, so it can serve one API only");
  return apis.map(({ resource }) => {
    const id = refOf(resource, world);
    if (!stages.some(({ properties }) => properties.ApiId === id))
      throw fault(placeOf(resource), "has no stage, so AWS would not serve it");
    const mine = routes.filter(({ properties }) => properties.ApiId === id);
    return {
      id,
      routes: mine.map((route) => {
        const target = integrations.find(
          (each) => `integrations/${refOf(each.resource, world)}` === route.properties.Target,
        );
        if (!target) throw fault(placeOf(route.resource, "Target"), "leads to no integration of this app");
        const { arn } = functionNamed(functions, target.properties.IntegrationUri, target.resource, "IntegrationUri");
        return { ...methodAndPath(route.properties.RouteKey), functionArn: arn };
      }),
    };
  });
};
