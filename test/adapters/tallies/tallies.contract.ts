import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Standing, Tallies } from "#adapters/tallies/tallies.ts";

const OCCURRENCE = "retake-cim-survey@2027";

const standing = (student: string, revision: number, other: Partial<Standing> = {}): Standing => ({
  cohort: "pathways-2028",
  occurrence: OCCURRENCE,
  student,
  completed: revision % 2 === 1,
  revision,
  ...other,
});

/** The truth that a tally must come to: what each student's newest standing says, summed. */
const fold = (told: readonly Standing[], cohort: string): Record<string, number> => {
  const newest = new Map<string, Standing>();
  for (const one of told) {
    const name = `${one.occurrence} ${one.student}`;
    if ((newest.get(name)?.revision ?? -1) < one.revision) newest.set(name, one);
  }
  const sums: Record<string, number> = {};
  for (const one of newest.values()) {
    if (one.cohort === cohort && one.completed) sums[one.occurrence] = (sums[one.occurrence] ?? 0) + 1;
  }
  return sums;
};

// Odd revisions complete and even ones reopen, as in the life of a real task.
const standings = fc.array(
  fc
    .record({
      student: fc.constantFrom("k1", "k2", "k3", "k4"),
      revision: fc.integer({ min: 1, max: 6 }),
      occurrence: fc.constantFrom(OCCURRENCE, "intro-cim-survey@2026"),
    })
    .map(({ student, revision, occurrence }) => standing(student, revision, { occurrence })),
  { maxLength: 24 },
);

/** What every store of tallies does; `open` makes an empty one, and `runs` is how many random tellings it is given. */
export const talliesContract = (open: () => Promise<Tallies>, runs: number): void => {
  test("a cohort of which nothing was told has no tallies", async () => {
    const tallies = await open();
    expect(await tallies.ofCohort("pathways-2028")).toEqual({});
  });

  test("each student who completed is counted, under their own cohort and occurrence", async () => {
    const tallies = await open();
    await tallies.count(standing("k1", 1));
    await tallies.count(standing("k2", 1));
    await tallies.count(standing("k1", 1, { occurrence: "intro-cim-survey@2026" }));
    await tallies.count(standing("k3", 1, { cohort: "hst-2028" }));
    expect(await tallies.ofCohort("pathways-2028")).toEqual({ [OCCURRENCE]: 2, "intro-cim-survey@2026": 1 });
    expect(await tallies.ofCohort("hst-2028")).toEqual({ [OCCURRENCE]: 1 });
  });

  test("what is told again, or late, changes nothing", async () => {
    const tallies = await open();
    for (const revision of [1, 1, 3, 2, 1, 3]) await tallies.count(standing("k1", revision));
    expect(await tallies.ofCohort("pathways-2028")).toEqual({ [OCCURRENCE]: 1 });
  });

  test("a completion that was taken back is not counted, whichever news comes first", async () => {
    const tallies = await open();
    await tallies.count(standing("k1", 1));
    await tallies.count(standing("k1", 2));
    await tallies.count(standing("k2", 2));
    await tallies.count(standing("k2", 1));
    expect(await tallies.ofCohort("pathways-2028")).toEqual({});
  });

  test("a student who changed cohort takes their completion along", async () => {
    const tallies = await open();
    await tallies.count(standing("k1", 1));
    await tallies.count(standing("k1", 3, { cohort: "pathways-2029" }));
    expect(await tallies.ofCohort("pathways-2028")).toEqual({});
    expect(await tallies.ofCohort("pathways-2029")).toEqual({ [OCCURRENCE]: 1 });
  });

  describe("tellings in any order and number", () => {
    test("come to the fold of the newest, told one after another", async () => {
      await fc.assert(
        fc.asyncProperty(standings, async (told) => {
          const tallies = await open();
          for (const one of told) await tallies.count(one);
          expect(await tallies.ofCohort("pathways-2028")).toEqual(fold(told, "pathways-2028"));
        }),
        { numRuns: runs },
      );
    });

    test("come to the fold of the newest, told all at once", async () => {
      await fc.assert(
        fc.asyncProperty(standings, async (told) => {
          const tallies = await open();
          await Promise.all([...told, ...told].map((one) => tallies.count(one)));
          expect(await tallies.ofCohort("pathways-2028")).toEqual(fold(told, "pathways-2028"));
        }),
        { numRuns: runs },
      );
    });
  });
};
