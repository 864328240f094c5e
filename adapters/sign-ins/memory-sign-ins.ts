import type { SignIn, SignInAttempt } from "#domain/access/sign-in.ts";
import type { SignIns } from "./sign-ins.ts";

/** Sign-ins in memory, under the same conditions as the real ones. */
export const memorySignIns = (): SignIns => {
  const attempts = new Map<string, SignInAttempt>();
  const signIns = new Map<string, SignIn>();
  const change = (key: string, to: (signIn: SignIn) => Partial<SignIn>): void => {
    const stands = signIns.get(key);
    if (stands !== undefined && stands.endedAt === undefined) signIns.set(key, { ...stands, ...to(stands) });
  };
  return {
    attempt: async (key, attempt) => {
      attempts.set(key, { ...attempt });
    },
    takeAttempt: async (key) => {
      const attempt = attempts.get(key);
      attempts.delete(key);
      return attempt;
    },
    start: async (key, signIn) => {
      signIns.set(key, { ...signIn });
    },
    get: async (key) => signIns.get(key),
    seen: async (key, at) => change(key, ({ seenAt }) => (seenAt < at ? { seenAt: at } : {})),
    end: async (key, at) => change(key, () => ({ endedAt: at })),
    endAllOf: async (user, at) => {
      const live = [...signIns].filter(([, one]) => one.user === user && one.endedAt === undefined);
      for (const [key] of live) change(key, () => ({ endedAt: at }));
      return live.length;
    },
  };
};
