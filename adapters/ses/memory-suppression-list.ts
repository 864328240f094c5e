import type { SuppressionList } from "./suppression-list.ts";

/** SES's list in memory, with what stands on it. */
export const memorySuppressionList = (...addresses: string[]): SuppressionList & { listed: Set<string> } => {
  const listed = new Set(addresses);
  return { listed, forget: async (address) => void listed.delete(address) };
};
