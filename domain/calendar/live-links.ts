import { yearOf } from "../time/dates.ts";
import { linkExpiresAt, occurrencesIn } from "./occurrences.ts";
import type { Program } from "./program.ts";

/** An occurrence is called by the year of its first day. One that opened longer ago has no link that still answers. */
const LONGEST_YEARS = 2;

/**
 * Ids of the occurrences that have opened and whose links still answer at that instant (ISO 8601 UTC), whoever they
 * concern: a rule of the program alone, so that no roster has to be read for it.
 */
export const occurrencesWithLiveLinks = (program: Program, now: string): string[] => {
  const years = Array.from({ length: LONGEST_YEARS + 2 }, (_, ago) => yearOf(now.slice(0, 10)) - LONGEST_YEARS + ago);
  return program.milestones.flatMap(({ id }) =>
    years
      .flatMap((year) => occurrencesIn(program, id, year))
      .filter((one) => one.waves.some(({ at }) => at <= now) && linkExpiresAt(program, one) > now)
      .map((one) => one.id),
  );
};
