import { frozen } from "../dynamodb/frozen.ts";
import type { KnownUser, Users } from "./users.ts";

/** Users in memory, under the same conditions as the real ones. */
export const memoryUsers = (): Users => {
  const users = new Map<string, KnownUser>();
  return {
    all: async () => [...users.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    get: async (id) => users.get(id),
    save: async (user) => {
      const stands = users.get(user.id);
      if (stands !== undefined && stands.givenAt > user.givenAt) return false;
      users.set(user.id, frozen(structuredClone(user)));
      return true;
    },
  };
};
