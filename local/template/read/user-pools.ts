import * as z from "zod/mini";
import type { Deployment } from "../../deployment.ts";
import { attributeOf, refOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import type { World } from "../world.ts";

const CHOOSING = "whoever signs in here says whom of the sample school they are";

const UserPool = z.strictObject({
  ...harmless({
    AccountRecoverySetting: CHOOSING,
    AdminCreateUserConfig: CHOOSING,
    AutoVerifiedAttributes: "the provider on this machine vouches for each address",
    DeletionProtection: "nothing here outlives the run",
    EmailConfiguration: "no code is sent",
    EmailVerificationMessage: "no code is sent",
    EmailVerificationSubject: "no code is sent",
    Policies: "there are no passwords here",
    Schema: "the provider on this machine knows addresses alone",
    SmsVerificationMessage: "no code is sent",
    UserPoolName: "a label",
    UserPoolTags: "labels",
    UserPoolTier: "what AWS asks for",
    UsernameAttributes: CHOOSING,
    UsernameConfiguration: CHOOSING,
    VerificationMessageTemplate: "no code is sent",
  }),
});

const UserPoolClient = z.strictObject({
  UserPoolId: z.string(),
  GenerateSecret: z.literal(true, "the provider on this machine knows clients with a secret only"),
  AllowedOAuthFlows: z.tuple([z.literal("code", "the code flow is the one that is understood")]),
  AllowedOAuthFlowsUserPoolClient: z.literal(true),
  AllowedOAuthScopes: z.array(z.enum(["openid", "email"])),
  CallbackURLs: z.array(z.string()),
  LogoutURLs: z._default(z.array(z.string()), []),
  ...harmless({
    AccessTokenValidity: "pages read no token after the sign-in",
    ClientName: "a label",
    EnableTokenRevocation: "pages keep no token",
    ExplicitAuthFlows: "how Cognito's own pages ask",
    IdTokenValidity: "pages read no token after the sign-in",
    PreventUserExistenceErrors: CHOOSING,
    RefreshTokenValidity: "pages keep no token",
    SupportedIdentityProviders: CHOOSING,
    TokenValidityUnits: "pages read no token after the sign-in",
  }),
});

/** Every user pool of the app with its clients. @throws TemplateFault for a flow that is not understood. */
export const readUserPools = (world: World): Deployment["userPools"] => {
  const clients = understood(world, "AWS::Cognito::UserPoolClient", UserPoolClient);
  return understood(world, "AWS::Cognito::UserPool", UserPool).map(({ resource }) => ({
    issuer: attributeOf(resource, "ProviderURL", world),
    clients: clients
      .filter(({ properties }) => properties.UserPoolId === refOf(resource, world))
      .map((client) => ({
        clientId: refOf(client.resource, world),
        clientSecret: attributeOf(client.resource, "ClientSecret", world),
        callbacks: client.properties.CallbackURLs,
        signedOut: client.properties.LogoutURLs,
      })),
  }));
};
