import { type HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { planRoutes } from "#pages/routes.ts";
import {
  linksTold,
  mayChangeAttributes,
  mayReadSecret,
  maySignLinks,
  mayTouchRecords,
  type Stored,
} from "../../access.ts";
import { HttpFunction } from "../../constructs/http-function.ts";
import type { SignInPool } from "../../constructs/sign-in-pool.ts";
import type { House } from "../../house.ts";

interface PlanGiven {
  stored: Stored;
  api: HttpApi;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
  signIn: SignInPool;
}

/** Answers a student who signs in to their plan. It signs links, and answers nothing by itself that they lead to. */
export const plan = (scope: Construct, house: House, given: PlanGiven): void => {
  const { stored, api, siteUrl, signIn } = given;
  new HttpFunction(scope, house, {
    name: "plan",
    harm: "Students cannot sign in to their plan, or it fails. The links in their mails go on working.",
    environment: {
      ...linksTold(stored, siteUrl),
      SIGN_IN_ISSUER: signIn.issuer,
      SIGN_IN_CLIENT: signIn.clientId,
      SIGN_IN_SECRET: signIn.secret.secretArn,
    },
    may: [
      ...mayTouchRecords(stored, {
        studentSignIns: ["GetItem", "PutItem", "UpdateItem"],
        studentSignInAttempts: ["GetItem", "PutItem", "UpdateItem"],
        // Once a sign-in: nobody knows an address's student but the roster.
        people: ["Query", "BatchGetItem"],
        corrections: ["BatchGetItem", "PutItem"],
        choices: ["BatchGetItem"],
        feeds: ["BatchGetItem"],
        parts: ["BatchGetItem"],
        guests: ["BatchGetItem"],
        sessions: ["Query"],
      }),
      mayChangeAttributes(stored, "people", ["ownName"]),
      ...mayReadSecret(signIn.secret, stored.key),
      ...maySignLinks(stored),
    ],
    readsProgram: true,
    timeoutSeconds: 10,
    isQuiet: true,
    api,
    isMain: false,
    routes: planRoutes().map(({ path, methods }) => ({ path, methods: methods.map((name) => HttpMethod[name]) })),
  });
};
