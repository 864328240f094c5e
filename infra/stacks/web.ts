import { CfnOutput, Duration, Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { ComparisonOperator, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Stored } from "../access.ts";
import { houseAlarm } from "../constructs/alarm.ts";
import { feeds } from "../functions/calendars/feeds.ts";
import { hearAdvisors } from "../functions/pages/hear-advisors.ts";
import { hearGuests } from "../functions/pages/hear-guests.ts";
import { site } from "../functions/pages/site.ts";
import { type House, nameIn, stackProps } from "../house.ts";

/**
 * What is logged of a request. Neither path nor query, which hold the student's token, nor the address it came from.
 */
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

/** The pages of students, guests of sessions, and advisors, and the calendar feeds. */
export class WebStack extends Stack {
  /** Where the pages are, without a slash at the end. */
  readonly siteUrl: string;
  readonly api: HttpApi;

  constructor(scope: Construct, house: House, stored: Stored) {
    super(scope, nameIn(house.settings, "web"), stackProps(house.settings, "the pages that students' links open"));
    const api = new HttpApi(this, "Api", {
      apiName: nameIn(house.settings),
      description: "The pages that students' links open",
      createDefaultStage: false,
    });
    this.api = api;
    this.siteUrl = api.apiEndpoint;
    const log = this.#log(house);
    const stage = new HttpStage(this, "Stage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: house.stage.pages.rate, burstLimit: house.stage.pages.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: LOGGED },
    });
    const pages = [site, hearAdvisors, hearGuests, feeds].map((page) =>
      page(this, house, { stored, api, siteUrl: this.siteUrl }),
    );
    Validations.of(api).acknowledge({
      id: "AwsSolutions-APIG4",
      reason:
        "A student opens a mailed link without an account; the signed, expiring token in the link is what admits them.",
    });
    new CfnOutput(this, "SiteUrl", { value: this.siteUrl, description: "Where students' pages are" });
    for (const { node } of pages) node.addDependency(stage);
    this.#alarmOnThrottling(house, log);
  }

  /** A student who is turned away with 429 never reaches the function, and is no server error: only the log has it. */
  #alarmOnThrottling(house: House, log: LogGroup): void {
    const scope = new Construct(this, "Throttling");
    const filter = new MetricFilter(scope, "Lines", {
      logGroup: log,
      filterPattern: FilterPattern.stringValue("$.status", "=", "429"),
      metricNamespace: nameIn(house.settings),
      metricName: "site-throttled",
    });
    houseAlarm(scope, house, {
      of: "site",
      name: "throttled",
      harm: "More visits came at once than the pages take: students who follow their link are turned away (429).",
      metric: filter.metric({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 0,
      comparison: ComparisonOperator.GREATER_THAN_THRESHOLD,
      missing: TreatMissingData.NOT_BREACHING,
    });
  }

  #log(house: House): LogGroup {
    return new LogGroup(this, "Requests", {
      logGroupName: `/aws/http/${nameIn(house.settings, "site")}`,
      retention: house.stage.logs,
      removalPolicy: house.stage.removal,
    });
  }
}
