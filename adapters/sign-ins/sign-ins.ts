import type { SignIn, SignInAttempt } from "#domain/access/sign-in.ts";

/**
 * Who is signed in to a program's pages, and who is on their way, under the partitions `signIns` and `signInAttempts`
 * of the records table. `key`: a digest of the secret in their cookie, so that no record tells how to be somebody.
 */
export interface SignIns {
  attempt(key: string, attempt: SignInAttempt): Promise<void>;
  /** Takes an attempt, once: whoever comes with it a second time gets undefined. */
  takeAttempt(key: string, at: string): Promise<SignInAttempt | undefined>;
  start(key: string, signIn: SignIn): Promise<void>;
  /** A sign-in as of now, also one that has ended. */
  get(key: string): Promise<SignIn | undefined>;
  /** Writes down that a page was asked for; never an earlier instant than stands there, nor after the end. */
  seen(key: string, at: string): Promise<void>;
  /** Ends a sign-in; one that has ended stays as it was. */
  end(key: string, at: string): Promise<void>;
  /** Ends all sign-ins of a user; answers how many. */
  endAllOf(user: string, at: string): Promise<number>;
}
