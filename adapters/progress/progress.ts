import type { Counts } from "#domain/parts/progress.ts";

/** How a group of classmates' parts in one occurrence are counted, as of one version of the group. */
export interface GroupCounts {
  occurrence: string;
  group: string;
  version: number;
  /** By cohort. One that had parts there before and has none now is counted with zeros. */
  cohorts: ReadonlyMap<string, Counts>;
}

/** How the parts of a cohort in one occurrence stand, all groups together. */
export interface CohortCounts {
  cohort: string;
  occurrence: string;
  counts: Counts;
}

/**
 * What is counted of a program's parts, under the partition `progress` of the records table. It follows the parts: each
 * group's counts are those of its newest version that was counted.
 */
export interface ProgressCounts {
  /** Takes a group's counts in, unless those of the same version or a later one stand. Answers whether it took any. */
  count(counted: GroupCounts): Promise<boolean>;
  /** The counts of all cohorts that graduate in that year or later, as they were a moment ago; where there are any. */
  since(graduationYear: number): Promise<CohortCounts[]>;
}
