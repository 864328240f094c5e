import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RefusedAnswer, SilentProvider } from "#adapters/oidc/identity-provider.ts";
import { openidProvider } from "#adapters/oidc/openid-provider.ts";

const PAGES = "http://localhost:3999";
const CHALLENGE = { state: "state", nonce: "nonce", verifier: "v".repeat(43) };

/** What the provider puts into the next ID token, or what it says instead of giving one. */
let claims: Record<string, unknown> = {};
let alg = "RS256";
let fault: { status: number; error: string } | undefined;
let server: Server;
let issuer = "";

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

beforeAll(async () => {
  server = createServer((request, response) => {
    const isDiscovery = request.url?.startsWith("/.well-known/");
    const about = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` };
    const idToken = [encoded({ alg }), encoded(claims), "c2lnbmVk"].join(".");
    const tokens = { access_token: "a", token_type: "bearer", expires_in: 60, id_token: idToken };
    const says = fault === undefined ? tokens : { error: fault.error };
    response.statusCode = isDiscovery ? 200 : (fault?.status ?? 200);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isDiscovery ? about : says));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  issuer = `http://localhost:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const now = (): number => Math.floor(Date.now() / 1000);

/** Redeems a code for which the provider answers a good token, but for what is changed in it. */
const redeemed = (change: Record<string, unknown> = {}) => {
  const [iat, exp] = [now(), now() + 60];
  const good = { iss: issuer, sub: "F1", aud: "pages", nonce: "nonce", iat, exp, email: "dana@example.edu" };
  claims = { ...good, email_verified: true, ...change };
  const at = { callback: `${PAGES}/office/callback`, signedOut: `${PAGES}/office/signed-out` };
  const provider = openidProvider({ issuer, clientId: "pages", clientSecret: async () => "secret", ...at });
  return provider.redeem("code=c&state=state", CHALLENGE);
};

describe("what a provider answers for a code", () => {
  test("tells who somebody is, and whether their address is theirs", async () => {
    expect(await redeemed()).toEqual({ email: "dana@example.edu", isVerified: true });
    expect(await redeemed({ email_verified: "true" })).toMatchObject({ isVerified: true });
    for (const email_verified of [false, "false", undefined])
      expect(await redeemed({ email_verified })).toMatchObject({ isVerified: false });
  });

  test.each([
    ["for another audience", { aud: "another-client" }],
    ["for others besides, which names no party of ours", { aud: ["pages", "another-client"], azp: "another-client" }],
    ["for nobody in particular", { aud: undefined }],
    ["of nobody", { sub: undefined }],
    ["with a list for an address", { email: ["dana@example.edu"] }],
    ["of another issuer", { iss: "https://elsewhere.example" }],
    ["with another nonce", { nonce: "another" }],
    ["without a nonce", { nonce: undefined }],
    ["that has run out", { exp: 1_700_000_000, iat: 1_699_999_000 }],
    ["without an address", { email: undefined }],
  ])("is refused as an ID token %s", async (_, change) => {
    await expect(redeemed(change)).rejects.toBeInstanceOf(RefusedAnswer);
  });

  test.each(["none", "HS256"])("is refused as an ID token that is signed by %s", async (other) => {
    alg = other;
    await expect(redeemed()).rejects.toBeInstanceOf(RefusedAnswer);
    alg = "RS256";
  });

  test.each([
    [{ status: 400, error: "invalid_grant" }, RefusedAnswer],
    [{ status: 400, error: "invalid_client" }, SilentProvider],
    [{ status: 401, error: "invalid_client" }, SilentProvider],
    [{ status: 503, error: "temporarily_unavailable" }, SilentProvider],
  ])("is a refusal of a code alone, and not where the provider fails or does not know us: %o", async (one, Failure) => {
    fault = one;
    await expect(redeemed()).rejects.toBeInstanceOf(Failure);
    fault = undefined;
  });
});
