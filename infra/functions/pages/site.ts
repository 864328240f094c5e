import { type HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { studentRoutes } from "#pages/routes.ts";
import { linksTold, maySignLinks, mayTouchRecords, type Stored } from "../../access.ts";
import { HttpFunction } from "../../constructs/http-function.ts";
import type { House } from "../../house.ts";

interface SiteGiven {
  stored: Stored;
  api: HttpApi;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
}

/** Answers who opens a link of a mail. */
export const site = (scope: Construct, house: House, { stored, api, siteUrl }: SiteGiven): HttpFunction<"site"> =>
  new HttpFunction(scope, house, {
    name: "site",
    harm: "Students who follow the link in a mail see an error: they cannot confirm what they did, or decline a mail.",
    environment: linksTold(stored, siteUrl),
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
    isMain: true,
    routes: studentRoutes().map(({ path, methods }) => ({ path, methods: methods.map((name) => HttpMethod[name]) })),
  });
