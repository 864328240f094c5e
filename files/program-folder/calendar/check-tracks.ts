import type { Phase, Track } from "#domain/calendar/program.ts";
import type { Fault } from "../../fault.ts";
import type { Written, WrittenProgram } from "../program-files.ts";

/** Names that a milestone uses for the years of a student. */
const TAKEN = ["matriculation", "graduation"];

/** Where a phase begins in a student's normal course, as a number that grows with time. */
const beginning = ({ begins }: Phase, years: number): number =>
  ((begins.anchor === "graduation" ? years : 0) + begins.year) * 10_000 + begins.on.month * 100 + begins.on.day;

const checkTrack = ({ value, file, lineOf }: Written<Track>): Fault[] =>
  value.phases.flatMap((phase, index) => {
    const at = { file, line: lineOf(["phases", phase.id]) };
    const before = value.phases[index - 1];
    if (TAKEN.includes(phase.id))
      return [
        { ...at, what: `A phase cannot be called ${phase.id}.`, mend: "Choose another name; this one means a year." },
      ];
    if (before === undefined || beginning(phase, value.years) > beginning(before, value.years)) return [];
    const what = `${phase.id} does not begin after ${before.id}, which stands before it.`;
    return [{ ...at, what, mend: "Write the phases in the order in which they begin, or mend the day or the year." }];
  });

/** Checks what only several phases of a track together can show: that they follow one another. */
export const checkTracks = ({ tracks }: WrittenProgram): Fault[] => tracks.flatMap(checkTrack);
