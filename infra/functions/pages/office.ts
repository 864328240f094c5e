import { Validations } from "aws-cdk-lib";
import { type HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { officeRoutes } from "#pages/routes.ts";
import { mayDecideImports, mayReadSecret, mayTouchRecords, type Stored } from "../../access.ts";
import { HttpFunction } from "../../constructs/http-function.ts";
import type { SignInPool } from "../../constructs/sign-in-pool.ts";
import type { House } from "../../house.ts";
import { acknowledgeFolders } from "../../roster-folders.ts";
import type { MailQueueAccess } from "../send-mail.ts";

interface OfficeGiven {
  stored: Stored;
  api: HttpApi;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
  mailQueue: MailQueueAccess;
  signIn: SignInPool;
}

/** Answers staff and advisors: their sign-in, and the pages that are theirs. */
export const office = (scope: Construct, house: House, given: OfficeGiven): void => {
  const { stored, api, siteUrl, mailQueue, signIn } = given;
  const fn = new HttpFunction(scope, house, {
    name: "office",
    harm: "Staff and advisors cannot sign in, or their pages fail: nobody approves, pauses or looks anything up.",
    environment: {
      RECORDS_TABLE: stored.table.tableName,
      MAIL_QUEUE_URL: mailQueue.url,
      ROSTERS_BUCKET: stored.rosters.bucketName,
      SITE_URL: siteUrl,
      SIGN_IN_ISSUER: signIn.issuer,
      SIGN_IN_CLIENT: signIn.clientId,
      SIGN_IN_SECRET: signIn.secret.secretArn,
    },
    may: [
      ...mayTouchRecords(stored, {
        users: ["Query", "GetItem"],
        signIns: ["GetItem", "PutItem", "UpdateItem"],
        signInAttempts: ["GetItem", "PutItem", "UpdateItem"],
        people: ["Query", "GetItem", "UpdateItem"],
        // Of two people who are one the code is kept, and so is that of whom an import is taken back.
        accessCodes: ["Query", "GetItem", "UpdateItem"],
        corrections: ["Query", "UpdateItem"],
        choices: ["Query", "GetItem", "UpdateItem"],
        parts: ["Query", "GetItem", "BatchGetItem", "PutItem"],
        progress: ["Query"],
        mailings: ["Query", "GetItem", "UpdateItem"],
        imports: ["Query", "UpdateItem"],
        sessions: ["Query", "GetItem"],
        guests: ["GetItem", "BatchGetItem", "UpdateItem"],
        escalations: ["Query"],
        // Of a graduate who is forgotten, the calendar ends.
        feeds: ["UpdateItem"],
        school: ["GetItem"],
        // One role serves everybody who signs in: whose notes are read, the function sees to.
        notes: ["GetItem", "Query", "UpdateItem"],
        // Put once, on a condition: no function has leave to update or delete what is on record.
        auditLog: ["PutItem", "Query"],
      }),
      ...mayDecideImports(stored),
      ...mayReadSecret(signIn.secret, stored.key),
      mailQueue.mayAdd,
      mayTryAddressAgain(),
    ],
    readsProgram: true,
    timeoutSeconds: 20,
    isQuiet: true,
    api,
    isMain: false,
    routes: officeRoutes().map(({ path, methods }) => ({ path, methods: methods.map((name) => HttpMethod[name]) })),
  });
  acknowledgeFolders(fn, house);
  Validations.of(fn).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason: "ses:DeleteSuppressedDestination has no resource: the list is the account's own.",
  });
};

// The account's list of addresses that failed is no resource of its own.
const mayTryAddressAgain = () =>
  new PolicyStatement({ actions: ["ses:DeleteSuppressedDestination"], resources: ["*"] });
