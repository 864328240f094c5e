import { added, type Counts } from "#domain/parts/progress.ts";
import { parseCohort } from "#domain/people/cohort.ts";
import type { CohortCounts, ProgressCounts } from "./progress.ts";

interface KeptCounts {
  cohort: string;
  occurrence: string;
  version: number;
  counts: Counts;
}

/** Counts in memory, under the same condition as the real ones. */
export const memoryProgress = (): ProgressCounts => {
  const kept = new Map<string, KeptCounts>();
  return {
    count: async ({ occurrence, group, version, cohorts }) => {
      let isTaken = false;
      for (const [cohort, counts] of cohorts) {
        const key = [cohort, group, occurrence].join("/");
        if ((kept.get(key)?.version ?? 0) >= version) continue;
        kept.set(key, { cohort, occurrence, version, counts: { ...counts } });
        isTaken = true;
      }
      return isTaken;
    },

    since: async (graduationYear) => {
      const sums = new Map<string, CohortCounts>();
      for (const { cohort, occurrence, counts } of kept.values()) {
        if ((parseCohort(cohort)?.graduationYear ?? 0) < graduationYear) continue;
        const key = `${cohort} ${occurrence}`;
        const known = sums.get(key);
        sums.set(key, { cohort, occurrence, counts: known ? added(known.counts, counts) : counts });
      }
      return [...sums.values()];
    },
  };
};
