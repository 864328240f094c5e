import { type HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { guestRoutes } from "#pages/routes.ts";
import { maySignLinks, mayTouchRecords, type Stored } from "../../access.ts";
import { HttpFunction } from "../../constructs/http-function.ts";
import type { House } from "../../house.ts";

interface HearGuestsGiven {
  stored: Stored;
  api: HttpApi;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
}

/** Answers a guest who opens the link of a session's mail. It looks for them in the roster, as the site may not. */
export const hearGuests = (scope: Construct, house: House, given: HearGuestsGiven): HttpFunction<"hear-guests"> => {
  const { stored, api, siteUrl } = given;
  return new HttpFunction(scope, house, {
    name: "hear-guests",
    harm: "Students who follow a session's link see an error: they cannot say that they come, or are there.",
    environment: {
      RECORDS_TABLE: stored.table.tableName,
      LINK_KEY_SECRET: stored.linkKey.secretArn,
      SITE_URL: siteUrl,
    },
    may: [
      ...mayTouchRecords(stored, {
        people: ["Query"],
        sessions: ["GetItem"],
        guests: ["GetItem", "UpdateItem"],
      }),
      ...maySignLinks(stored),
    ],
    readsProgram: true,
    timeoutSeconds: 10,
    api,
    isMain: false,
    routes: guestRoutes().map(({ path, methods }) => ({ path, methods: methods.map((name) => HttpMethod[name]) })),
  });
};
