import * as oidc from "openid-client";
import * as z from "zod/mini";
import { type Challenge, type IdentityProvider, RefusedAnswer } from "./identity-provider.ts";

export interface OpenidClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where the pages are in public, e.g. `https://pages.school.example`: a function behind a gateway cannot see it. */
  publicAddress: string;
}

/** Where the provider sends people back to, within the pages. */
export const CALLBACK_PATH = "/sign-in/callback";

const SCOPE = "openid email";

const Claims = z.object({ email: z.string(), email_verified: z.optional(z.union([z.boolean(), z.stringbool()])) });

// A local run's provider has no certificate; any other issuer is asked by https alone.
const isOnThisMachine = (issuer: URL): boolean => issuer.protocol === "http:" && issuer.hostname === "localhost";

const discover = ({ issuer, clientId, clientSecret }: OpenidClient): Promise<oidc.Configuration> => {
  const url = new URL(issuer);
  const execute = isOnThisMachine(url) ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(url, clientId, clientSecret, undefined, { execute });
};

/** What an answer is refused for, by openid-client's codes; all else is the provider's or the network's fault. */
const isRefusal = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError ||
  error instanceof oidc.ResponseBodyError ||
  (error instanceof Error && "code" in error && /^OAUTH_(INVALID_RESPONSE|JWT)/.test(String(error.code)));

/** The provider of a school. What it says of itself is read once, and again where that failed. */
export const openidProvider = (client: OpenidClient): IdentityProvider => {
  let known: Promise<oidc.Configuration> | undefined;
  const provider = async (): Promise<oidc.Configuration> => {
    known ??= discover(client);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
  const callback = new URL(CALLBACK_PATH, client.publicAddress);
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

    signOutAddress: async (idToken) => {
      const configuration = await provider();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(configuration, {
        ...{ id_token_hint: idToken, post_logout_redirect_uri: new URL("/", client.publicAddress).href },
      });
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
    return { email, isVerified, idToken: tokens.id_token ?? "" };
  } catch (error) {
    if (error instanceof RefusedAnswer || !isRefusal(error)) throw error;
    throw new RefusedAnswer("The provider's answer does not fit what it was asked.", { cause: error });
  }
};
