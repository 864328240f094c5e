import type { OfficeMails } from "./office-mails.ts";

/** What staff have been told, in memory. */
export const memoryOfficeMails = (): OfficeMails => {
  const told = new Set<string>();
  return {
    isTold: async (name) => told.has(name),
    told: async (name) => void told.add(name),
  };
};
