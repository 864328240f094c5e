import * as oidc from "openid-client";
import * as z from "zod/mini";
import { type Challenge, type IdentityProvider, RefusedAnswer, SilentProvider } from "./identity-provider.ts";

export interface OpenidClient {
  issuer: string;
  clientId: string;
  /** Asked for once somebody is sent to the provider: pages of who is signed in do without. */
  clientSecret: () => Promise<string>;
  /** Where people come back to who have signed in, in public: a function behind a gateway cannot see it. */
  callback: string;
  /** Where they come back to who have signed out. */
  signedOut: string;
}

/** Seconds of silence after which a request to the provider is given up: a page says so while somebody waits. */
const PATIENCE = 5;

const SCOPE = "openid email";

const Claims = z.object({ email: z.string(), email_verified: z.optional(z.union([z.boolean(), z.stringbool()])) });

// A local run's provider has no certificate; any other issuer is asked by https alone.
const isOnThisMachine = (issuer: URL): boolean => issuer.protocol === "http:" && issuer.hostname === "localhost";

const discover = async ({ issuer, clientId, clientSecret }: OpenidClient): Promise<oidc.Configuration> => {
  const url = new URL(issuer);
  const execute = isOnThisMachine(url) ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(url, clientId, await clientSecret(), undefined, { execute, timeout: PATIENCE });
};

/** What an answer is refused for, by openid-client's codes; all else is a fault of the provider or of ours. */
const isRefusal = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError ||
  (error instanceof oidc.ResponseBodyError && error.error === "invalid_grant") ||
  (error instanceof Error && "code" in error && /^OAUTH_(INVALID_RESPONSE|JWT)/.test(String(error.code)));

/** The provider of a school. What it says of itself is read once, and again where that failed. */
export const openidProvider = (client: OpenidClient): IdentityProvider => {
  let known: Promise<oidc.Configuration> | undefined;
  const provider = async (): Promise<oidc.Configuration> => {
    known ??= discover(client);
    try {
      return await known;
    } catch (cause) {
      known = undefined;
      throw new SilentProvider("The provider does not say what it is.", { cause });
    }
  };
  const callback = new URL(client.callback);
  return {
    newChallenge: () => ({
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    }),

    address: async ({ state, nonce, verifier }) =>
      oidc.buildAuthorizationUrl(await provider(), {
        ...{ redirect_uri: callback.href, scope: SCOPE, response_type: "code", state, nonce },
        ...{ code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
      }),

    redeem: async (query, challenge) => identityOf(await provider(), new URL(`?${query}`, callback), challenge),

    signOutAddress: async () => {
      const configuration = await provider();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      const { signedOut } = client;
      // The first by the standard; Cognito knows the second alone. No token of theirs: an address would name somebody.
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: signedOut, logout_uri: signedOut });
    },
  };
};

const identityOf = async (
  provider: oidc.Configuration,
  cameBack: URL,
  { state, nonce, verifier }: Challenge,
): ReturnType<IdentityProvider["redeem"]> => {
  const expected = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  try {
    const tokens = await oidc.authorizationCodeGrant(provider, cameBack, expected);
    const read = Claims.safeParse(tokens.claims());
    if (!read.success)
      throw new RefusedAnswer("The provider names no e-mail address: it must put email into the token.");
    const { email, email_verified: isVerified = false } = read.data;
    return { email, isVerified };
  } catch (error) {
    if (error instanceof RefusedAnswer) throw error;
    if (!isRefusal(error)) throw new SilentProvider("The provider does not answer.", { cause: error });
    throw new RefusedAnswer("The provider's answer does not fit what it was asked.", { cause: error });
  }
};
