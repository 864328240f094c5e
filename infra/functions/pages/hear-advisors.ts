import { type HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { advisorRoutes } from "#pages/routes.ts";
import { linksTold, maySignLinks, mayTouchRecords, type Stored } from "../../access.ts";
import { HttpFunction } from "../../constructs/http-function.ts";
import type { House } from "../../house.ts";

interface HearAdvisorsGiven {
  stored: Stored;
  api: HttpApi;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
}

/** Answers an advisor who opens the link of their mail. It reads names, which the students' site may not. */
export const hearAdvisors = (
  scope: Construct,
  house: House,
  given: HearAdvisorsGiven,
): HttpFunction<"hear-advisors"> => {
  const { stored, api, siteUrl } = given;
  return new HttpFunction(scope, house, {
    name: "hear-advisors",
    harm: "Advisors who follow the link in their mail see an error: they cannot say what becomes of their students.",
    environment: linksTold(stored, siteUrl),
    may: [
      ...mayTouchRecords(stored, {
        people: ["BatchGetItem"],
        parts: ["GetItem", "PutItem"],
        escalations: ["GetItem", "UpdateItem"],
      }),
      ...maySignLinks(stored),
    ],
    readsProgram: true,
    timeoutSeconds: 10,
    api,
    isMain: false,
    routes: advisorRoutes().map(({ path, methods }) => ({ path, methods: methods.map((name) => HttpMethod[name]) })),
  });
};
