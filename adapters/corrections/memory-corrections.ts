import { type Correction, isOpen } from "#domain/people/correction.ts";
import type { Corrections } from "./corrections.ts";

/** Corrections in memory, under the same conditions as the real ones. */
export const memoryCorrections = (): Corrections => {
  const asked = new Map<string, Correction>();
  return {
    ask: async (correction) => {
      const name = `${correction.student}/${correction.subject}`;
      const stands = asked.get(name);
      if (stands !== undefined && isOpen(stands)) return false;
      asked.set(name, { ...correction });
      return true;
    },

    open: async () => [...asked.values()].filter(isOpen).toSorted((one, other) => (one.at < other.at ? -1 : 1)),

    forget: async (student, at) => {
      for (const [name, one] of asked)
        if (one.student === student) asked.set(name, { ...one, says: "", schoolId: "", settled: { at, by: "erased" } });
    },

    settle: async ({ student, subject, seen }, settled) => {
      const stands = asked.get(`${student}/${subject}`);
      if (stands?.at !== seen || !isOpen(stands)) return false;
      asked.set(`${student}/${subject}`, { ...stands, settled });
      return true;
    },
  };
};
