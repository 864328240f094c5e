import { yearOf } from "../time/dates.ts";
import type { PlannedStudent } from "./current-occurrences.ts";
import { lastDayOf } from "./lateness.ts";
import { linkExpiresAt, type Occurrence, occurrencesFor, occurrencesIn, occurrencesOpenIn } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { isOfLeave } from "./when.ts";

export const hasOwnDays = ({ milestones }: Program): boolean =>
  milestones.some((one) => one.when.type === "from-phase" || isOfLeave(one));

export const occurrencesOnOwnDays = (program: Program, students: readonly PlannedStudent[]): Occurrence[] => {
  const lives = students.flatMap((student) => [
    student,
    ...(student.formerly ?? []).map((days) => ({ ...student, ...days })),
  ]);
  const found = lives.flatMap((life) => occurrencesFor(program, life).filter(({ isScheduled }) => !isScheduled));
  return [...new Set(found)];
};

// A mail that is never too late may have gone out yesterday, whenever its milestone was.
const isNeverTooLate = (program: Program, occurrence: Occurrence): boolean =>
  occurrence.waves.some((wave) => lastDayOf(program, occurrence, wave) === undefined);

/** Ids of opened occurrences, also of own days of `students`, whose links may still answer at `now` (ISO 8601 UTC). */
export const occurrencesWithLiveLinks = (
  program: Program,
  now: string,
  students: readonly PlannedStudent[],
): string[] => {
  const year = yearOf(now.slice(0, 10));
  const scheduled = program.milestones.flatMap(({ id }) => [
    ...occurrencesOpenIn(program, id, year),
    ...occurrencesIn(program, id, year + 1),
  ]);
  const live = [...scheduled, ...occurrencesOnOwnDays(program, students)]
    .filter((one) => one.waves.some(({ at }) => at <= now))
    .filter((one) => linkExpiresAt(program, one) > now || isNeverTooLate(program, one));
  return [...new Set(live.map(({ id }) => id))];
};
