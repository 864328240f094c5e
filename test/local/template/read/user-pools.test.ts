import { describe, expect, test } from "vitest";
import { deployed, type Resources } from "../assembly.ts";

const pages = (change: object = {}): Resources => ({
  People: { Type: "AWS::Cognito::UserPool", Properties: { UserPoolName: "people" } },
  Office: {
    Type: "AWS::Cognito::UserPoolClient",
    Properties: {
      ...{ UserPoolId: { Ref: "People" }, GenerateSecret: true, AllowedOAuthFlows: ["code"] },
      ...{ AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthScopes: ["openid", "email"] },
      CallbackURLs: ["http://localhost:3000/office/callback"],
      ...change,
    },
  },
  Secret: {
    Type: "AWS::SecretsManager::Secret",
    Properties: { Name: "sign-in", SecretString: { "Fn::GetAtt": ["Office", "ClientSecret"] } },
  },
});

describe("a user pool", () => {
  test("is a provider with its clients, whose secret lies where the template puts it", () => {
    const { userPools, secrets } = deployed(pages());
    expect(userPools).toMatchObject([
      {
        issuer: expect.stringMatching(/^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w{9}$/),
        clients: [
          { clientId: expect.stringMatching(/^\w{26}$/), callbacks: ["http://localhost:3000/office/callback"] },
        ],
      },
    ]);
    expect(secrets[0]?.value).toBe(userPools[0]?.clients[0]?.clientSecret);
  });

  test("is an error where a client takes another flow than that by a code", () => {
    expect(() => deployed(pages({ AllowedOAuthFlows: ["implicit", "code"] }))).toThrow("AllowedOAuthFlows");
    expect(() => deployed(pages({ GenerateSecret: false }))).toThrow("GenerateSecret");
  });
});
