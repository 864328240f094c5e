import type { People } from "#adapters/people/people.ts";
import { phaseMove } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import { schoolDate } from "#domain/time/dates.ts";
import type { DayBegan } from "#events/time/day-began.ts";
import { mapConcurrently } from "../listeners/map-concurrently.ts";

export interface AdvancePhaseNeeds {
  program: Program;
  people: Pick<People, "enrolled" | "enterPhase">;
}

/**
 * Moves every active student whose phase boundary has come into today's phase; `movedBefore`: moves of another run.
 * Running twice moves nobody twice: a move is written only while the student is in the phase that it starts from. If a
 * call dies half way, the next one moves the rest, and records the same instant.
 */
export const advancePhase = async (
  { program, people }: AdvancePhaseNeeds,
  { scheduledAt }: DayBegan,
): Promise<{ moved: number; movedBefore: number }> => {
  const today = schoolDate(scheduledAt, program.school.timeZone);
  const students = await people.enrolled();
  const moves = students.flatMap((student) => {
    const move = phaseMove(program, student, today);
    return move === undefined ? [] : [{ schoolId: student.schoolId, move }];
  });
  const done = await mapConcurrently(moves, ({ schoolId, move }) => people.enterPhase(schoolId, move));
  const moved = done.filter((wasMoved) => wasMoved).length;
  return { moved, movedBefore: moves.length - moved };
};
