import { describe, expect, test } from "vitest";
import { arnOf, deployed, lambda, type Resources, role } from "../assembly.ts";

const routed = (...changes: [string, object][]): Resources => {
  const integration = {
    ApiId: { Ref: "Web" },
    IntegrationType: "AWS_PROXY",
    IntegrationUri: arnOf("Site"),
    PayloadFormatVersion: "2.0",
  };
  const resources: Resources = {
    Role: role("lambda.amazonaws.com"),
    Site: lambda("site", { Environment: { Variables: { SITE_URL: { "Fn::GetAtt": ["Web", "ApiEndpoint"] } } } }),
    Web: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "web", ProtocolType: "HTTP" } },
    Stage: {
      Type: "AWS::ApiGatewayV2::Stage",
      Properties: { ApiId: { Ref: "Web" }, StageName: "$default", AutoDeploy: true },
    },
    Proxy: { Type: "AWS::ApiGatewayV2::Integration", Properties: integration },
    Route: {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ApiId: { Ref: "Web" },
        RouteKey: "GET /s/{token}",
        Target: { "Fn::Join": ["/", ["integrations", { Ref: "Proxy" }]] },
      },
    },
  };
  for (const [id, properties] of changes)
    resources[id] = { Type: "", ...resources[id], Properties: { ...resources[id]?.Properties, ...properties } };
  return resources;
};

describe("the HTTP API", () => {
  test("leads each route to its function, and is where the caller says", () => {
    const { apis, functions } = deployed(routed());
    expect(apis[0]?.routes).toEqual([{ method: "GET", path: "/s/{token}", functionArn: functions[0]?.arn }]);
    expect(functions[0]?.environment).toEqual({ SITE_URL: "http://localhost:3000" });
  });

  test("leads all that no other route takes by $default", () => {
    const { apis } = deployed(routed(["Route", { RouteKey: "$default" }]));
    expect(apis[0]?.routes).toMatchObject([{ method: "ANY", path: "$default" }]);
  });

  test.each<[string, Resources]>([
    ["App/Route.AuthorizationType", routed(["Route", { AuthorizationType: "AWS_IAM" }])],
    ["App/Route.Target: leads to no integration", routed(["Route", { Target: "integrations/none" }])],
    ["App/Proxy.PayloadFormatVersion", routed(["Proxy", { PayloadFormatVersion: "1.0" }])],
    [
      "App/Stage.StageName: not understood by the local run: a stage other than",
      routed(["Stage", { StageName: "prod" }]),
    ],
    ["App/Web: has no stage", routed(["Stage", { ApiId: "other" }])],
    ["App/Web.CorsConfiguration: this property is not understood", routed(["Web", { CorsConfiguration: {} }])],
    [
      "App/More: the local run has one address",
      { ...routed(), More: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "more", ProtocolType: "HTTP" } } },
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});
