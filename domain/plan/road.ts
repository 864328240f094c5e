import { phasesOf } from "../calendar/phases.ts";
import type { Program } from "../calendar/program.ts";
import type { OfClass } from "../people/enrollment.ts";

/** A phase on a student's way through the program. School dates; `ends` is the first one of the next phase. */
export interface RoadStop {
  phase: string;
  title: string;
  begins: string;
  ends: string | undefined;
  where: "behind" | "here" | "ahead";
}

export const roadOf = (program: Program, student: OfClass, today: string): RoadStop[] => {
  const phases = program.tracks.find(({ id }) => id === student.track)?.phases ?? [];
  return phasesOf(program, student).map((span) => ({
    ...span,
    title: phases.find(({ id }) => id === span.phase)?.title ?? span.phase,
    where: whereOf(span, today),
  }));
};

const whereOf = ({ begins, ends }: Pick<RoadStop, "begins" | "ends">, today: string): RoadStop["where"] => {
  if (begins > today) return "ahead";
  return ends === undefined || ends > today ? "here" : "behind";
};
