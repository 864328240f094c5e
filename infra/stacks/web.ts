import { CfnOutput, Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { maySignLinks, mayTouchRecords, type Stored } from "../access.ts";
import { HttpFunction } from "../constructs/http-function.ts";
import { type House, nameIn, stackProps } from "../house.ts";

/** What is logged of a request. Neither path nor query, which hold the student's token, nor the address it came from. */
const LOGGED = AccessLogFormat.custom(
  JSON.stringify({
    requestId: "$context.requestId",
    time: "$context.requestTimeEpoch",
    routeKey: "$context.routeKey",
    status: "$context.status",
    latency: "$context.responseLatency",
    integrationError: "$context.integrationErrorMessage",
  }),
);

/** The students' pages. */
export class WebStack extends Stack {
  /** Where the pages are, without a slash at the end. */
  readonly siteUrl: string;

  constructor(scope: Construct, house: House, stored: Stored) {
    super(scope, nameIn(house.settings, "web"), stackProps(house.settings, "the pages that students' links open"));
    const api = new HttpApi(this, "Api", {
      apiName: nameIn(house.settings),
      description: "The pages that students' links open",
      createDefaultStage: false,
    });
    this.siteUrl = api.apiEndpoint;
    const stage = new HttpStage(this, "Stage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: house.stage.pages.rate, burstLimit: house.stage.pages.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(this.#log(house)), format: LOGGED },
    });
    const site = this.#site(house, stored, api);
    Validations.of(api).acknowledge({
      id: "AwsSolutions-APIG4",
      reason:
        "A student opens a mailed link without an account; the signed, expiring token in the link is what admits them.",
    });
    new CfnOutput(this, "SiteUrl", { value: this.siteUrl, description: "Where students' pages are" });
    site.node.addDependency(stage);
  }

  #log(house: House): LogGroup {
    return new LogGroup(this, "Requests", {
      logGroupName: `/aws/http/${nameIn(house.settings, "site")}`,
      retention: house.stage.logs,
      removalPolicy: house.stage.removal,
    });
  }

  #site(house: House, stored: Stored, api: HttpApi) {
    return new HttpFunction(this, house, {
      name: "site",
      harm: "Students who follow the link in a mail see an error: they cannot confirm what they did, or decline a mail.",
      environment: {
        RECORDS_TABLE: stored.table.tableName,
        LINK_KEY_SECRET: stored.linkKey.secretArn,
        SITE_URL: this.siteUrl,
      },
      may: [
        ...mayTouchRecords(stored, {
          parts: ["GetItem", "PutItem"],
          accessCodes: ["GetItem"],
          choices: ["GetItem", "UpdateItem"],
        }),
        ...maySignLinks(stored),
      ],
      readsProgram: true,
      timeoutSeconds: 10,
      api,
      // No default route: what is not a student's link never reaches the function.
      routes: [
        { path: "/s/{token}", methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST] },
        { path: "/s/{token}/undo", methods: [HttpMethod.POST] },
        { path: "/u/{token}", methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST] },
        { path: "/p/{token}", methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST] },
      ],
    });
  }
}
