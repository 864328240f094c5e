import { isDeepStrictEqual } from "node:util";
import type { KnownSession } from "#domain/sessions/session.ts";
import { frozen } from "../dynamodb/frozen.ts";
import type { Watch } from "../dynamodb/watch.ts";
import type { Sessions } from "./sessions.ts";

const versionOf = (session: KnownSession | undefined) =>
  session && [session.givenAt, session.sequence, session.givenBefore];

/**
 * Sessions in memory, under the same conditions as the real ones.
 * @param watch told of each save, as the table's stream would tell it.
 */
export const memorySessions = (watch: Watch<KnownSession> = () => {}): Sessions => {
  const sessions = new Map<string, KnownSession>();
  return {
    all: async () => [...sessions.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),

    get: async (id) => sessions.get(id),

    save: async (session, before) => {
      const stands = sessions.get(session.id);
      if (!isDeepStrictEqual(versionOf(stands), versionOf(before))) return false;
      const saved = frozen(structuredClone(session));
      sessions.set(session.id, saved);
      watch(stands, saved);
      return true;
    },
  };
};
