import { yearOf } from "../time/dates.ts";
import { linkExpiresAt, occurrencesIn } from "./occurrences.ts";
import type { Program } from "./program.ts";

// An occurrence is named after the year of its first day. No link still answers so many years later.
const LONGEST_YEARS = 3;

/** Ids of opened occurrences whose links still answer at `now` (ISO 8601 UTC). No roster is read for it. */
export const occurrencesWithLiveLinks = (program: Program, now: string): string[] => {
  const years = Array.from({ length: LONGEST_YEARS + 2 }, (_, ago) => yearOf(now.slice(0, 10)) - LONGEST_YEARS + ago);
  return program.milestones.flatMap(({ id }) =>
    years
      .flatMap((year) => occurrencesIn(program, id, year))
      .filter((one) => one.waves.some(({ at }) => at <= now) && linkExpiresAt(program, one) > now)
      .map((one) => one.id),
  );
};
