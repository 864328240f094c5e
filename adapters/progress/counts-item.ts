import * as z from "zod/mini";
import { added, COUNTED, type Counts, NOTHING_COUNTED } from "#domain/parts/progress.ts";
import { parseCohort } from "#domain/people/cohort.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import type { Item } from "../dynamodb/table.ts";
import type { CohortCounts } from "./progress.ts";

const COUNTS_OF = "of:";

/** The attribute that holds what is counted in an occurrence. */
export const countsIn = (occurrence: string): string => COUNTS_OF + occurrence;

/** An item for each cohort in a group. They sort by graduation year, so that who is long gone need not be read. */
export const countsKey = (program: string, cohort: string, group: string) => ({
  pk: PARTITIONS.progress.pk(program),
  sk: `${parseCohort(cohort)?.graduationYear ?? "0000"}/${cohort}/${group}`,
});

/** One text for all counts: a list of numbers would take twice the bytes, and a page reads thousands. */
export const written = (counts: Counts): string => COUNTED.map((name) => counts[name]).join(" ");

const countsOf = (text: string): Counts => {
  const counts = { ...NOTHING_COUNTED };
  const numbers = text.split(" ");
  // What newer code counts, older code wrote nothing of.
  for (const [nth, name] of COUNTED.entries()) counts[name] = Number(numbers[nth] ?? 0);
  return counts;
};

const Counted = z.object({ n: z.string().check(z.regex(/^\d+( \d+)*$/)) });

const CountsItem = itemOf(PARTITIONS.progress, z.looseObject({ cohort: z.string() }));

/** Adds up the items of a cohort's groups. @throws a zod error at an item that cannot be read */
export const addedUp = (items: readonly Item[]): CohortCounts[] => {
  const sums = new Map<string, CohortCounts>();
  for (const item of items) {
    const { cohort } = CountsItem.parse(item);
    for (const [name, value] of Object.entries(item)) {
      if (!name.startsWith(COUNTS_OF)) continue;
      const occurrence = name.slice(COUNTS_OF.length);
      const counts = countsOf(Counted.parse(value).n);
      const key = `${cohort} ${occurrence}`;
      const known = sums.get(key);
      sums.set(key, { cohort, occurrence, counts: known ? added(known.counts, counts) : counts });
    }
  }
  return [...sums.values()];
};
