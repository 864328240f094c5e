import { type HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { feedRoutes } from "#pages/routes.ts";
import { maySignLinks, mayTouchRecords, type Stored } from "../../access.ts";
import { HttpFunction } from "../../constructs/http-function.ts";
import type { House } from "../../house.ts";

interface FeedsGiven {
  stored: Stored;
  api: HttpApi;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
}

/** Answers the polls of calendar programs, and the page on which a student gets their feed's address. */
export const feeds = (scope: Construct, house: House, { stored, api, siteUrl }: FeedsGiven): HttpFunction<"feeds"> =>
  new HttpFunction(scope, house, {
    name: "feeds",
    harm: "Calendars that students and staff subscribed to show no change, and nobody gets a feed's address.",
    environment: {
      RECORDS_TABLE: stored.table.tableName,
      LINK_KEY_SECRET: stored.linkKey.secretArn,
      SITE_URL: siteUrl,
    },
    may: [
      ...mayTouchRecords(stored, {
        feeds: ["GetItem", "BatchGetItem", "UpdateItem"],
        sessions: ["Query"],
        guests: ["BatchGetItem"],
        people: ["BatchGetItem", "Query"],
      }),
      ...maySignLinks(stored),
    ],
    readsProgram: true,
    timeoutSeconds: 20,
    isQuiet: true,
    api,
    isMain: false,
    routes: feedRoutes().map(({ path, methods }) => ({ path, methods: methods.map((name) => HttpMethod[name]) })),
  });
