import { randomUUID } from "node:crypto";
import {
  type Challenge,
  type Identity,
  type IdentityProvider,
  RefusedAnswer,
  SilentProvider,
} from "./identity-provider.ts";

/** A provider at which people sign in by being named. */
export interface MemoryProvider extends IdentityProvider {
  /** Signs somebody in who was sent to an address; answers the query with which they come back. */
  signIn(address: URL, who: Identity): string;
  fall(): void;
}

/** A provider in memory: each code counts once, and for the challenge with which somebody was sent. */
export const memoryProvider = (): MemoryProvider => {
  const codes = new Map<string, { identity: Identity; nonce: string }>();
  let isSilent = false;
  const answer = <Value>(value: Value): Value => {
    if (isSilent) throw new SilentProvider("The provider is down.");
    return value;
  };
  return {
    newChallenge: () => ({ state: randomUUID(), nonce: randomUUID(), verifier: randomUUID() }),
    address: async ({ state, nonce }) =>
      answer(new URL(`https://provider.example/authorize?${new URLSearchParams({ state, nonce })}`)),
    redeem: async (query, { state, nonce }: Challenge) => {
      const given = answer(new URLSearchParams(query));
      const known = codes.get(given.get("code") ?? "");
      codes.delete(given.get("code") ?? "");
      if (known === undefined || given.get("state") !== state || known.nonce !== nonce)
        throw new RefusedAnswer("No answer to this challenge.");
      return known.identity;
    },
    signOutAddress: async () => answer(new URL("https://provider.example/leave")),
    signIn: (address, who) => {
      const code = randomUUID();
      codes.set(code, { identity: who, nonce: address.searchParams.get("nonce") ?? "" });
      return new URLSearchParams({ code, state: address.searchParams.get("state") ?? "" }).toString();
    },
    fall: () => {
      isSilent = true;
    },
  };
};
