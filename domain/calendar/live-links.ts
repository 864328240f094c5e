import { yearOf } from "../time/dates.ts";
import { lastDayOf } from "./lateness.ts";
import { linkExpiresAt, type Occurrence, occurrencesIn, occurrencesOpenIn } from "./occurrences.ts";
import type { Program } from "./program.ts";

// A mail that is never too late may have gone out yesterday, whenever its milestone was.
const isNeverTooLate = (program: Program, occurrence: Occurrence): boolean =>
  occurrence.waves.some((wave) => lastDayOf(program, occurrence, wave) === undefined);

/** Ids of opened occurrences whose links may still answer at `now` (ISO 8601 UTC). No roster is read for it. */
export const occurrencesWithLiveLinks = (program: Program, now: string): string[] => {
  const year = yearOf(now.slice(0, 10));
  return program.milestones.flatMap(({ id }) =>
    [...occurrencesOpenIn(program, id, year), ...occurrencesIn(program, id, year + 1)]
      .filter((one) => one.waves.some(({ at }) => at <= now))
      .filter((one) => linkExpiresAt(program, one) > now || isNeverTooLate(program, one))
      .map((one) => one.id),
  );
};
