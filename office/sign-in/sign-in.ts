import { createHash } from "node:crypto";
import { type Identity, type IdentityProvider, RefusedAnswer } from "#adapters/oidc/identity-provider.ts";
import type { SignIns } from "#adapters/sign-ins/sign-ins.ts";
import type { Users } from "#adapters/users/users.ts";
import { isLive, isOpen, isSeenAnew, pathWithin, type SignIn } from "#domain/access/sign-in.ts";
import { signsInBy, type User } from "#domain/access/user.ts";
import { sendableAddress } from "#files/roster/address.ts";
import { actorOf, type Recorder, recordDeed } from "../audit/record-deed.ts";

export interface SignInNeeds {
  provider: IdentityProvider;
  signIns: SignIns;
  users: Pick<Users, "all" | "get">;
  /** Where it is kept on record who signed in. */
  auditLog: Recorder["auditLog"];
  /** A secret of at least 128 random bits, as text that a cookie holds. */
  newSecret: () => string;
  /** Below which path the pages are to which somebody is let in, e.g. `/office`. */
  home: string;
}

/** How a record of a cookie's secret is named: the table does not hold what lets somebody in. */
export const keyOfSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Sends somebody to the provider: where to, and the secret that goes into their browser until they are back. */
export const beginSignIn = async (
  { provider, signIns, newSecret, home }: Omit<SignInNeeds, "auditLog">,
  asked: { to: string | undefined; at: string },
): Promise<{ address: URL; secret: string }> => {
  const [challenge, secret] = [provider.newChallenge(), newSecret()];
  const address = await provider.address(challenge);
  await signIns.attempt(keyOfSecret(secret), { ...challenge, to: pathWithin(home, asked.to), startedAt: asked.at });
  return { address, secret };
};

/** How somebody who came back is let in, or why not. `nobody`: the school gave nobody of that address a role. */
export type Entered =
  | { is: "in"; secret: string; to: string; user: User }
  | { is: "nobody"; identity: Identity }
  | { is: "refused" | "too-late" };

/**
 * Lets somebody in who comes back from the provider. The attempt is taken once, so a code or an address that is used
 * again lets nobody in, and each sign-in gets a secret of its own: one that was planted in a browser before is of no
 * use. Who the provider does not vouch for is nobody.
 * @param came `before`: the secret of a sign-in that the browser still has, which ends with the new one
 * @throws where the provider cannot be asked
 */
export const finishSignIn = async (
  { provider, signIns, users, newSecret, auditLog }: SignInNeeds,
  came: { secret: string | undefined; before?: string | undefined; query: string; at: string },
): Promise<Entered> => {
  const attempt = came.secret === undefined ? undefined : await signIns.takeAttempt(keyOfSecret(came.secret), came.at);
  if (attempt === undefined || !isOpen(attempt, came.at)) return { is: "too-late" };
  const identity = await redeemed(provider, came.query, attempt);
  if (identity === undefined) return { is: "refused" };
  const user = identity.isVerified ? userOf(await users.all(), identity.email) : undefined;
  if (user === undefined) return { is: "nobody", identity };
  const secret = newSecret();
  const signIn = { user: user.id, startedAt: came.at, seenAt: came.at, formToken: newSecret() };
  const recorder = { auditLog, by: actorOf(user), now: () => came.at, request: keyOfSecret(secret) };
  await recordDeed(recorder, { action: "sign-in", about: [] }, () => signIns.start(keyOfSecret(secret), signIn));
  if (came.before !== undefined) await signIns.end(keyOfSecret(came.before), came.at);
  return { is: "in", secret, to: attempt.to, user };
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

// Two of one address would be two people behind one door: nobody goes through.
const userOf = (users: readonly User[], email: string): User | undefined => {
  const address = sendableAddress(email).toLowerCase();
  const theirs = users.filter((user) => signsInBy(user) === address);
  return theirs.length === 1 ? theirs[0] : undefined;
};

/**
 * Who asks for a page: a user as they are now, so that a role that was taken away is gone with the next page.
 * Undefined where nobody is signed in by that secret (any more).
 */
export const whoAsks = async (
  { signIns, users }: Pick<SignInNeeds, "signIns" | "users">,
  secret: string | undefined,
  at: string,
): Promise<{ user: User; signIn: SignIn } | undefined> => {
  if (secret === undefined) return undefined;
  const key = keyOfSecret(secret);
  const signIn = await signIns.get(key);
  if (signIn === undefined || !isLive(signIn, at)) return undefined;
  const user = await users.get(signIn.user);
  if (user?.status !== "active") return undefined;
  if (isSeenAnew(signIn, at)) await signIns.seen(key, at);
  return { user, signIn };
};

/** Signs somebody out, here at once; answers where to go to be signed out at the provider too. Twice is as once. */
export const endSignIn = async (
  { provider, signIns }: Pick<SignInNeeds, "provider" | "signIns">,
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
