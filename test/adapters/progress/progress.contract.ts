import { expect, test } from "vitest";
import type { GroupCounts, ProgressCounts } from "#adapters/progress/progress.ts";
import { type Counts, NOTHING_COUNTED } from "#domain/parts/progress.ts";

const counts = (some: Partial<Counts>): Counts => ({ ...NOTHING_COUNTED, ...some });
const SURVEY = "retake-cim-survey@2027";

const group = (version: number, cohorts: Record<string, Partial<Counts>>, more: Partial<GroupCounts> = {}) => ({
  ...{ occurrence: SURVEY, group: "aaaaaa", version },
  cohorts: new Map(Object.entries(cohorts).map(([cohort, some]) => [cohort, counts(some)])),
  ...more,
});

const inOrder = async (progress: ProgressCounts, year = 2000) =>
  (await progress.since(year)).toSorted((one, other) =>
    one.cohort + one.occurrence < other.cohort + other.occurrence ? -1 : 1,
  );

/** What every store of counts does; `open` makes an empty one. */
export const progressContract = (open: () => Promise<ProgressCounts>): void => {
  test("nothing is counted at first", async () => {
    expect(await (await open()).since(2000)).toEqual([]);
  });

  test("a cohort's groups are added up, by occurrence", async () => {
    const progress = await open();
    await progress.count(group(1, { "hst-2028": { open: 3 } }));
    await progress.count(group(7, { "hst-2028": { done: 2, open: 1, waived: 1 } }, { group: "bbbbbb" }));
    await progress.count(group(1, { "hst-2028": { told: 4 } }, { occurrence: "match-day@2028" }));
    expect(await inOrder(progress)).toEqual([
      { cohort: "hst-2028", occurrence: "match-day@2028", counts: counts({ told: 4 }) },
      { cohort: "hst-2028", occurrence: SURVEY, counts: counts({ done: 2, open: 4, waived: 1 }) },
    ]);
  });

  test("a later version replaces a group's counts, and an earlier one or the same again does not", async () => {
    const progress = await open();
    expect(await progress.count(group(2, { "hst-2028": { open: 3 } }))).toBe(true);
    expect(await progress.count(group(2, { "hst-2028": { open: 9 } }))).toBe(false);
    expect(await progress.count(group(1, { "hst-2028": { open: 5 } }))).toBe(false);
    expect((await inOrder(progress))[0]?.counts).toEqual(counts({ open: 3 }));
    expect(await progress.count(group(11, { "hst-2028": { done: 3 } }))).toBe(true);
    expect((await inOrder(progress))[0]?.counts).toEqual(counts({ done: 3 }));
  });

  test("a version counts for each cohort by itself, and for each occurrence", async () => {
    const progress = await open();
    await progress.count(group(3, { "hst-2028": { open: 1 } }));
    expect(await progress.count(group(2, { "hst-2028": { open: 9 }, "pathways-2028": { open: 2 } }))).toBe(true);
    await progress.count(group(1, { "hst-2028": { told: 1 } }, { occurrence: "match-day@2028" }));
    const found = await inOrder(progress);
    expect(found.map(({ cohort, counts: { open, told } }) => [cohort, open, told])).toEqual([
      ["hst-2028", 0, 1],
      ["hst-2028", 1, 0],
      ["pathways-2028", 2, 0],
    ]);
  });

  test("who graduated before a year is left out, whatever the track", async () => {
    const progress = await open();
    await progress.count(
      group(1, { "pathways-2027": { open: 1 }, "hst-2028": { open: 2 }, "hst-md-2029": { open: 3 } }),
    );
    expect((await inOrder(progress, 2028)).map(({ cohort }) => cohort)).toEqual(["hst-2028", "hst-md-2029"]);
  });
};
