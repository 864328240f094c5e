import type { Phase, Track } from "#domain/calendar/program.ts";
import { yearlyDate } from "#domain/time/dates.ts";
import type { Fault } from "../../fault.ts";
import type { WrittenProgram } from "../program-files.ts";
import type { Written } from "../written.ts";

/** Names that a milestone uses for the years of a student. */
const TAKEN = ["matriculation", "graduation"];

/** Where a phase begins in the normal course of a student who enters in a year. */
const beginning = ({ begins }: Phase, years: number, entered: number): string =>
  yearlyDate(begins.on, entered + (begins.anchor === "graduation" ? years : 0) + begins.year) ?? "";

/** Weekdays come back to the same dates after 28 years. */
const YEARS = Array.from({ length: 28 }, (_, index) => 2024 + index);

const isInOrder = (before: Phase, phase: Phase, years: number): boolean =>
  YEARS.every((entered) => beginning(phase, years, entered) > beginning(before, years, entered));

const checkTrack = ({ value, file, lineOf }: Written<Track>): Fault[] =>
  value.phases.flatMap((phase, index) => {
    const at = { file, line: lineOf(["phases", phase.id]) };
    const before = value.phases[index - 1];
    if (TAKEN.includes(phase.id))
      return [
        { ...at, what: `A phase cannot be called ${phase.id}.`, mend: "Choose another name; this one means a year." },
      ];
    if (before === undefined || isInOrder(before, phase, value.years)) return [];
    const what = `${phase.id} does not begin after ${before.id}, which stands before it.`;
    return [{ ...at, what, mend: "Write the phases in the order in which they begin, or mend the day or the year." }];
  });

/** Checks what only several phases of a track together can show: that they follow one another. */
export const checkTracks = ({ tracks }: WrittenProgram): Fault[] => tracks.flatMap(checkTrack);
