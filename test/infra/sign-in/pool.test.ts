import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../../infra/settings.ts";
import { resourcesOf } from "../resources.ts";
import { synthesized } from "../synthesized.ts";

const SCHOOLS_OWN = { signInIssuer: "https://login.school.example", signInClient: "matchward" };
const { office } = synthesized().templates;

describe("the sign-in of staff", () => {
  test("is by a code that is sent to an address which the office has entered: nobody signs up", () => {
    office?.hasResourceProperties("AWS::Cognito::UserPool", {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UsernameAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      Policies: Match.objectLike({ SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } }),
      EmailConfiguration: Match.objectLike({
        EmailSendingAccount: "DEVELOPER",
        ConfigurationSet: "matchward-dev-confidential",
        From: "Career Advising <advising@school.example>",
      }),
    });
  });

  test("takes the code flow alone, back to the two addresses of the office and of my plan", () => {
    const [client] = resourcesOf(synthesized(), "AWS::Cognito::UserPoolClient");
    expect(client?.Properties).toMatchObject({
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email"],
      AllowedOAuthFlowsUserPoolClient: true,
      GenerateSecret: true,
      ExplicitAuthFlows: expect.not.arrayContaining(["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"]),
      PreventUserExistenceErrors: "ENABLED",
      SupportedIdentityProviders: ["COGNITO"],
    });
    const { CallbackURLs, LogoutURLs } = client?.Properties ?? {};
    expect(JSON.stringify([CallbackURLs, LogoutURLs])).toMatch(
      /^\[\[[^\]]*"\/office\/callback"\]\]\},[^\]]*"\/plan\/callback"\]\]\}\],\[[^\]]*"\/office\/signed-out"\]\]\},[^\]]*"\/plan\/signed-out"\]\]\}\]\]$/,
    );
  });

  test("of a production stage is kept, and refuses to be deleted", () => {
    const [pool] = resourcesOf(synthesized({ stage: "prod" }), "AWS::Cognito::UserPool");
    expect(pool).toMatchObject({ DeletionPolicy: "Retain", Properties: { DeletionProtection: "ACTIVE" } });
  });

  test("keeps the client's secret in Secrets Manager, which the two functions behind a sign-in alone may read", () => {
    const secrets = resourcesOf(synthesized(), "AWS::SecretsManager::Secret");
    const secret = secrets.find(({ Properties }) => Properties.Name === "matchward-dev-sign-in");
    expect(JSON.stringify(secret?.Properties.SecretString)).toMatch(/"Fn::GetAtt":\["\w+","ClientSecret"\]/);
    const readers = resourcesOf(synthesized(), "AWS::IAM::Policy").filter(({ Properties }) =>
      JSON.stringify(Properties).includes(`{"Ref":"${secret?.id}"}`),
    );
    expect(readers.map(({ id }) => id.replace(/Role.*/, ""))).toEqual(["office", "plan"]);
    expect(JSON.stringify(office?.toJSON())).not.toContain("AWS::CloudFormation::CustomResource");
    expect(resourcesOf(synthesized(), "AWS::Lambda::Function").filter(({ stack }) => stack === "office")).toHaveLength(
      2,
    );
  });
});

describe("a school's own provider", () => {
  const { templates } = synthesized(SCHOOLS_OWN);

  test("is the only way in, and its secret stands in no template", () => {
    templates.office?.hasResourceProperties("AWS::Cognito::UserPoolIdentityProvider", {
      ProviderType: "OIDC",
      ProviderDetails: Match.objectLike({
        oidc_issuer: SCHOOLS_OWN.signInIssuer,
        client_id: SCHOOLS_OWN.signInClient,
        client_secret: "{{resolve:secretsmanager:matchward-dev-school-sign-in:SecretString:::}}",
      }),
      AttributeMapping: { email: "email", email_verified: "email_verified" },
    });
    const [client] = resourcesOf(synthesized(SCHOOLS_OWN), "AWS::Cognito::UserPoolClient");
    expect(JSON.stringify(client?.Properties.SupportedIdentityProviders)).toMatch(/^\[\{"Ref":"\w+"\}\]$/);
  });

  test("is named by both settings or by neither, and asked by https alone", () => {
    const said: Record<string, unknown> = {
      ...{ stage: "dev", region: "us-east-1", sender: "a@school.example", schoolAddress: "1 Street", program: "p" },
      runbook: "r",
    };
    const settings = (more: Record<string, unknown>) => () => readSettings((name) => ({ ...said, ...more })[name]);
    expect(settings(SCHOOLS_OWN)()).toMatchObject(SCHOOLS_OWN);
    expect(settings({ signInIssuer: SCHOOLS_OWN.signInIssuer })).toThrow("give both or neither");
    expect(settings({ ...SCHOOLS_OWN, signInIssuer: "http://login.school.example" })).toThrow("signInIssuer");
  });
});
