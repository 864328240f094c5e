import type { Identity } from "#adapters/oidc/identity-provider.ts";
import type { Users } from "#adapters/users/users.ts";
import type { SignIn } from "#domain/access/sign-in.ts";
import { signsInBy, type User } from "#domain/access/user.ts";
import { sendableAddress } from "#files/roster/address.ts";
import { actorOf, type Recorder, recordDeed } from "../audit/record-deed.ts";
import { type CameBack, identify, letIn, liveSignIn, noteSeen, type WayIn } from "./way-in.ts";

/** What the sign-in of staff stands on. */
export interface SignInNeeds extends WayIn {
  users: Pick<Users, "all" | "get">;
  /** Where it is kept on record who signed in. */
  auditLog: Recorder["auditLog"];
}

/** How somebody who came back is let in, or why not. `nobody`: the school gave nobody of that address a role. */
export type Entered =
  | { is: "in"; secret: string; to: string; user: User }
  | { is: "nobody"; identity: Identity }
  | { is: "refused" | "too-late" };

/**
 * Lets somebody of the staff in who comes back from the provider. Who the provider does not vouch for is nobody.
 * @throws where the provider cannot be asked
 */
export const finishSignIn = async (needs: SignInNeeds, came: CameBack): Promise<Entered> => {
  const { users, auditLog } = needs;
  const known = await identify(needs, came);
  if (known.is !== "identified") return known;
  const { identity, to } = known;
  const user = identity.isVerified ? userOf(await users.all(), identity.email) : undefined;
  if (user === undefined) return { is: "nobody", identity };
  const secret = await letIn(needs, came, { user: user.id }, (request, start) =>
    recordDeed({ auditLog, by: actorOf(user), now: () => came.at, request }, { action: "sign-in", about: [] }, start),
  );
  return { is: "in", secret, to, user };
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
  needs: Pick<SignInNeeds, "signIns" | "users">,
  secret: string | undefined,
  at: string,
): Promise<{ user: User; signIn: SignIn } | undefined> => {
  const signIn = await liveSignIn(needs, secret, at);
  if (secret === undefined || signIn === undefined) return undefined;
  const user = await needs.users.get(signIn.user);
  if (user?.status !== "active") return undefined;
  await noteSeen(needs, secret, signIn, at);
  return { user, signIn };
};
