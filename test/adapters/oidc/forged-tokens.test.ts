import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RefusedAnswer, SilentProvider } from "#adapters/oidc/identity-provider.ts";
import { openidProvider } from "#adapters/oidc/openid-provider.ts";
import { startAnsweringProvider } from "./answering-provider.fixture.ts";

const PAGES = "https://pages.school.example/office";
let answering: Awaited<ReturnType<typeof startAnsweringProvider>>;

beforeAll(async () => {
  answering = await startAnsweringProvider();
});
afterAll(() => answering?.stop());

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Comes back with a code, for which the provider gives a token with these claims changed. */
const redeemed = async (change: object, give: (claims: object) => void = answering.answerWith) => {
  const { issuer } = answering;
  const client = { issuer, clientId: "pages", clientSecret: async () => "secret" };
  const provider = openidProvider({ ...client, callback: `${PAGES}/callback`, signedOut: `${PAGES}/signed-out` });
  const challenge = provider.newChallenge();
  const now = Math.floor(Date.now() / 1000);
  const lasts = { iat: now, exp: now + 600 };
  const of = { iss: issuer, aud: "pages", sub: "1", email: "dana@school.example", email_verified: true };
  give({ ...of, ...lasts, nonce: challenge.nonce, ...change });
  return provider.redeem(`${new URLSearchParams({ code: "c", state: challenge.state })}`, challenge);
};

describe("an ID token", () => {
  test("of this client, this provider and this attempt lets somebody in", async () => {
    expect(await redeemed({})).toEqual({ email: "dana@school.example", isVerified: true });
    expect(await redeemed({ aud: ["pages", "other"], azp: "pages" })).toMatchObject({ email: "dana@school.example" });
  });

  test.each([
    ["for another audience", { aud: "other" }],
    ["for several, given to another of them", { aud: ["pages", "other"], azp: "other" }],
    ["for none", { aud: undefined }],
    ["of another issuer", { iss: "https://elsewhere.example" }],
    ["with another nonce", { nonce: "another" }],
    ["without a nonce", { nonce: undefined }],
    ["that is over", { iat: 1_000, exp: 2_000 }],
    ["of nobody", { sub: undefined }],
    ["without an address", { email: undefined }],
    ["with a list for an address", { email: ["dana@school.example"] }],
  ])("%s lets nobody in", async (_, change) => {
    await expect(redeemed(change)).rejects.toThrow(RefusedAnswer);
  });

  test("that claims to need no signature, or is no token, lets nobody in", async () => {
    const unsigned = (claims: object) => answering.answerWithText(`${encoded({ alg: "none" })}.${encoded(claims)}.`);
    await expect(redeemed({}, unsigned)).rejects.toThrow(RefusedAnswer);
    await expect(redeemed({}, () => answering.answerWithText("none"))).rejects.toThrow(RefusedAnswer);
  });

  test("for an address of which the provider does not say that it is theirs proves nothing", async () => {
    expect(await redeemed({ email_verified: undefined })).toMatchObject({ isVerified: false });
    expect(await redeemed({ email_verified: "false" })).toMatchObject({ isVerified: false });
  });

  test("that does not come since the provider fails is no refusal, so that somebody may try again", async () => {
    await expect(redeemed({}, () => answering.answerWithText(undefined))).rejects.toThrow(SilentProvider);
  });
});
