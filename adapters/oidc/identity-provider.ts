/** Who somebody is by their provider's word. `isVerified`: the provider says that the address is theirs. */
export interface Identity {
  email: string;
  isVerified: boolean;
}

/** What is sent to the provider with somebody, and is known to nobody else. */
export interface Challenge {
  state: string;
  nonce: string;
  verifier: string;
}

/** An OpenID Connect provider at which people prove who they are: authorization code with PKCE. */
export interface IdentityProvider {
  newChallenge(): Challenge;
  /** Where somebody is sent. @throws a `SilentProvider` where the provider does not answer */
  address(challenge: Challenge): Promise<URL>;
  /**
   * Who somebody is that came back.
   * @param query the whole query of the address at which they came back, as it was
   * @throws a `RefusedAnswer` where the answer is none to this challenge; a `SilentProvider` where it does not answer
   */
  redeem(query: string, challenge: Challenge): Promise<Identity>;
  /** Where somebody is sent to be signed out; undefined where the provider has no such page. */
  signOutAddress(): Promise<URL | undefined>;
}

/** The provider did not answer, or failed. */
export class SilentProvider extends Error {
  override name = "SilentProvider";
}

/** The provider, or whoever plays it, gave no answer by which somebody may be let in. */
export class RefusedAnswer extends Error {
  override name = "RefusedAnswer";
}
