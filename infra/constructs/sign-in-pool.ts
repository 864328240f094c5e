import { Duration, SecretValue, Stack, Validations } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  CfnUserPoolClient,
  FeaturePlan,
  ManagedLoginVersion,
  OAuthScope,
  ProviderAttribute,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolEmail,
  UserPoolIdentityProviderOidc,
} from "aws-cdk-lib/aws-cognito";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { School } from "#domain/time/school.ts";
import { OFFICE, PLAN } from "#pages/routes.ts";
import { type House, nameIn } from "../house.ts";
import { identityOf } from "../settings.ts";

export interface SignInPoolProps {
  school: School;
  /** Where the pages are, without a slash at the end. */
  siteUrl: string;
  /** Encrypts the client's secret. */
  key: Key;
  /** Settings of SES by which it tells nobody of a mail with a code. */
  confidentialSet: string;
}

/**
 * Where staff, advisors and students prove who they are: a user pool that sends a code to their address, or leads them
 * on to the school's own provider. Nobody signs up by themselves, and being in it is no right: that is given by
 * `people.csv` and the roster.
 */
export class SignInPool extends Construct {
  readonly poolId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: Secret;

  constructor(scope: Construct, house: House, { school, siteUrl, key, confidentialSet }: SignInPoolProps) {
    super(scope, "sign-in");
    const pool = this.#pool(house, school, confidentialSet);
    const client = this.#client(house, pool, siteUrl);
    this.#pages(house, pool, client);
    this.poolId = pool.userPoolId;
    this.issuer = pool.userPoolProviderUrl;
    this.clientId = client.userPoolClientId;
    this.secret = this.#secret(house, client, key);
  }

  #pool({ settings, stage }: House, { sender }: School, confidentialSet: string): UserPool {
    const identity = identityOf(settings);
    const pool = new UserPool(this, "People", {
      userPoolName: nameIn(settings),
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      // Cognito offers no code without a password beside it; nobody is given one.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } },
      passwordPolicy: {
        ...{ requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
        ...{ minLength: 16, tempPasswordValidity: Duration.days(1) },
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      email: UserPoolEmail.withSES({
        fromEmail: settings.sender,
        fromName: sender.name,
        replyTo: sender.replyTo,
        sesRegion: settings.region,
        configurationSetName: confidentialSet,
        ...(!identity.includes("@") && { sesVerifiedDomain: identity }),
      }),
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removal,
    });
    acknowledgePool(pool);
    return pool;
  }

  #client({ settings }: House, pool: UserPool, siteUrl: string): UserPoolClient {
    const school = this.#schoolsOwn(settings, pool);
    const client = pool.addClient("Office", {
      userPoolClientName: "office",
      generateSecret: true,
      authFlows: { user: true },
      preventUserExistenceErrors: true,
      // A pool's client allows the implicit flow, and scopes that nobody asks for, unless told otherwise.
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [siteUrl + OFFICE.callback, siteUrl + PLAN.callback],
        logoutUrls: [siteUrl + OFFICE.signedOut, siteUrl + PLAN.signedOut],
      },
      supportedIdentityProviders: [
        school ? UserPoolClientIdentityProvider.custom(school.providerName) : UserPoolClientIdentityProvider.COGNITO,
      ],
      // Tokens are read once and thrown away: a sign-in is a record of our own.
      idTokenValidity: Duration.minutes(5),
      accessTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
    });
    if (school) client.node.addDependency(school);
    return client;
  }

  /** The school's own provider, where the settings name one. Its secret is put into Secrets Manager by hand. */
  #schoolsOwn(settings: House["settings"], pool: UserPool): UserPoolIdentityProviderOidc | undefined {
    const { signInIssuer, signInClient } = settings;
    if (signInIssuer === undefined || signInClient === undefined) return undefined;
    return new UserPoolIdentityProviderOidc(this, "School", {
      userPool: pool,
      name: "school",
      issuerUrl: signInIssuer,
      clientId: signInClient,
      clientSecret: SecretValue.secretsManager(nameIn(settings, "school-sign-in")).unsafeUnwrap(),
      scopes: ["openid", "email"],
      attributeMapping: {
        email: ProviderAttribute.other("email"),
        custom: { email_verified: ProviderAttribute.other("email_verified") },
      },
    });
  }

  /** The pages on which the code is asked for. A domain's name is one of all in the region. */
  #pages({ settings }: House, pool: UserPool, client: UserPoolClient): void {
    pool.addDomain("Domain", {
      cognitoDomain: { domainPrefix: nameIn(settings, Stack.of(this).account) },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    new CfnManagedLoginBranding(this, "Look", {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }

  #secret({ settings, stage }: House, client: UserPoolClient, key: Key): Secret {
    const resource = client.node.defaultChild;
    // What the L2 construct offers for this deploys a custom resource with a function of its own.
    if (!(resource instanceof CfnUserPoolClient)) throw new Error("The client of the user pool is no such resource.");
    const secret = new Secret(this, "Secret", {
      secretName: nameIn(settings, "sign-in"),
      description: "By which the office's pages prove at the user pool who they are",
      encryptionKey: key,
      secretStringValue: SecretValue.resourceAttribute(resource.attrClientSecret),
      removalPolicy: stage.removal,
    });
    Validations.of(secret).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "Cognito makes this secret together with its client and knows no other one: it is changed by deploying " +
        "another client, never by a timer.",
    });
    return secret;
  }
}

const acknowledgePool = (pool: UserPool): void => {
  Validations.of(pool).acknowledge(
    {
      id: "AwsSolutions-COG2",
      reason:
        "Cognito asks for no second factor where the first is a code that it sends by mail; a school that wants more " +
        "brings its own provider by two settings.",
    },
    {
      id: "AwsSolutions-COG8",
      reason:
        "The plan with threat protection costs by the person and month, and watches passwords, which nobody is given " +
        "here.",
    },
  );
};
