import type { KnownSession } from "#domain/sessions/session.ts";
import { frozen } from "../dynamodb/frozen.ts";
import type { Sessions } from "./sessions.ts";

/** Sessions in memory, under the same conditions as the real ones. */
export const memorySessions = (): Sessions => {
  const sessions = new Map<string, KnownSession>();
  return {
    all: async () => [...sessions.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),

    get: async (id) => sessions.get(id),

    save: async (session, before) => {
      const stands = sessions.get(session.id);
      if (stands?.givenAt !== before?.givenAt || stands?.sequence !== before?.sequence) return false;
      sessions.set(session.id, frozen(structuredClone(session)));
      return true;
    },
  };
};
