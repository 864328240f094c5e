import { createHash } from "node:crypto";
import { type Identity, type IdentityProvider, RefusedAnswer } from "#adapters/oidc/identity-provider.ts";
import type { SignIns } from "#adapters/sign-ins/sign-ins.ts";
import { isLive, isOpen, isSeenAnew, pathWithin, type SignIn } from "#domain/access/sign-in.ts";

/** The way through the provider to a family of pages, whoever they are for. */
export interface WayIn {
  provider: IdentityProvider;
  /** Those of these pages alone: a sign-in here is none elsewhere. */
  signIns: SignIns;
  /** A secret of at least 128 random bits, as text that a cookie holds. */
  newSecret: () => string;
  /** Below which path the pages are to which somebody is let in, e.g. `/office`. */
  home: string;
}

/**
 * A browser that is back from the provider. `secret`: of its attempt; `before`: of a sign-in that it still has, which
 * ends with the new one; `query`: of the address at which it came back, as it was.
 */
export interface CameBack {
  secret: string | undefined;
  before?: string | undefined;
  query: string;
  at: string;
}

/** How a record of a cookie's secret is named: the table does not hold what lets somebody in. */
export const keyOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Sends somebody to the provider: where to, and the secret that goes into their browser until they are back. */
export const beginSignIn = async (
  { provider, signIns, newSecret, home }: WayIn,
  asked: { to: string | undefined; at: string },
): Promise<{ address: URL; secret: string }> => {
  const [challenge, secret] = [provider.newChallenge(), newSecret()];
  const address = await provider.address(challenge);
  await signIns.attempt(keyOfSecret(secret), { ...challenge, to: pathWithin(home, asked.to), startedAt: asked.at });
  return { address, secret };
};

/**
 * Who somebody is that comes back from the provider, and the page that they asked for. The attempt is taken once, so a
 * code or an address that is used again names nobody.
 * @throws a `SilentProvider` where the provider cannot be asked
 */
export const identify = async (
  { provider, signIns }: Pick<WayIn, "provider" | "signIns">,
  came: CameBack,
): Promise<{ is: "identified"; identity: Identity; to: string } | { is: "refused" | "too-late" }> => {
  const attempt = came.secret === undefined ? undefined : await signIns.takeAttempt(keyOfSecret(came.secret), came.at);
  if (attempt === undefined || !isOpen(attempt, came.at)) return { is: "too-late" };
  const identity = await redeemed(provider, came.query, attempt);
  return identity === undefined ? { is: "refused" } : { is: "identified", identity, to: attempt.to };
};

const redeemed = async (
  ...[provider, query, attempt]: [IdentityProvider, string, Parameters<IdentityProvider["redeem"]>[1]]
) => {
  try {
    return await provider.redeem(query, attempt);
  } catch (error) {
    if (error instanceof RefusedAnswer) return undefined;
    throw error;
  }
};

/**
 * Lets somebody in. Each sign-in gets a secret of its own: one that was planted in a browser before is of no use.
 * @param starting is given the record's name and what writes it, for whoever keeps more on record
 * @returns the secret that their browser keeps
 */
export const letIn = async (
  { signIns, newSecret }: Pick<WayIn, "signIns" | "newSecret">,
  { before, at }: CameBack,
  who: Pick<SignIn, "user" | "student">,
  starting: (key: string, start: () => Promise<void>) => Promise<void> = (_, start) => start(),
): Promise<string> => {
  const secret = newSecret();
  const key = keyOfSecret(secret);
  await starting(key, () => signIns.start(key, { ...who, startedAt: at, seenAt: at, formToken: newSecret() }));
  if (before !== undefined) await signIns.end(keyOfSecret(before), at);
  return secret;
};

/** The sign-in of that secret; undefined where there is none, or it is over. */
export const liveSignIn = async (
  { signIns }: Pick<WayIn, "signIns">,
  secret: string | undefined,
  at: string,
): Promise<SignIn | undefined> => {
  const signIn = secret === undefined ? undefined : await signIns.get(keyOfSecret(secret));
  return signIn !== undefined && isLive(signIn, at) ? signIn : undefined;
};

/** Writes down that somebody who is in asked for a page, once a minute. */
export const noteSeen = async (
  { signIns }: Pick<WayIn, "signIns">,
  secret: string,
  signIn: SignIn,
  at: string,
): Promise<void> => {
  if (isSeenAnew(signIn, at)) await signIns.seen(keyOfSecret(secret), at);
};

/** Signs somebody out, here at once; answers where to go to be signed out at the provider too. Twice is as once. */
export const endSignIn = async (
  { provider, signIns }: Pick<WayIn, "provider" | "signIns">,
  secret: string | undefined,
  at: string,
): Promise<URL | undefined> => {
  if (secret === undefined) return undefined;
  const key = keyOfSecret(secret);
  const signIn = await signIns.get(key);
  await signIns.end(key, at);
  if (signIn === undefined) return undefined;
  // The provider may be down: they are out here all the same.
  return provider.signOutAddress().catch(() => undefined);
};
