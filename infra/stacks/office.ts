import { CfnOutput, Stack, Validations } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import type { School } from "#domain/time/school.ts";
import { OFFICE, PLAN } from "#pages/routes.ts";
import type { Stored } from "../access.ts";
import { SignInPool } from "../constructs/sign-in-pool.ts";
import { office } from "../functions/pages/office.ts";
import { plan } from "../functions/pages/plan.ts";
import type { MailQueueAccess } from "../functions/send-mail.ts";
import { type House, nameIn, stackProps } from "../house.ts";
import type { MailSettings } from "./mail.ts";

/** What the office is made from. */
export interface OfficeProps {
  school: School;
  stored: Stored;
  mailing: MailSettings;
  mailQueue: MailQueueAccess;
  api: HttpApi;
  siteUrl: string;
}

/** The pages of staff, advisors and students that stand behind a sign-in, and where they sign in. */
export class OfficeStack extends Stack {
  constructor(scope: Construct, house: House, props: OfficeProps) {
    super(scope, nameIn(house.settings, "office"), stackProps(house.settings, "the pages behind a sign-in"));
    const { school, stored, mailing, mailQueue, api, siteUrl } = props;
    const { confidentialSet } = mailing;
    const signIn = new SignInPool(this, house, { school, siteUrl, key: stored.key, confidentialSet });
    office(this, house, { stored, api, siteUrl, mailQueue, signIn });
    plan(this, house, { stored, api, siteUrl, signIn });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-APIG4",
      reason: "Who asks for a page is let in by the record of their sign-in, which the function looks at each time.",
    });
    new CfnOutput(this, "OfficeUrl", { value: siteUrl + OFFICE.home, description: "Where staff sign in and work" });
    new CfnOutput(this, "PlanUrl", { value: siteUrl + PLAN.home, description: "Where students see their plan" });
    new CfnOutput(this, "SignInPool", {
      value: signIn.poolId,
      description: "The user pool to which whoever signs in by a code has to be added",
    });
  }
}
