import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import { COLUMNS, phaseColumn } from "../../roster-columns.ts";
import type { WrittenProgram } from "../program-files.ts";

/** Checks that the school's own roster columns stand for columns that a roster has. */
export const checkRosterColumns = ({ school, tracks }: WrittenProgram): Fault[] => {
  if (school === undefined) return [];
  const phases = tracks.flatMap(({ value }) => value.phases.map(({ id }) => phaseColumn(id)));
  const known = [...new Set([...COLUMNS, ...phases])];
  return Object.entries(school.value.rosterColumns ?? {}).flatMap(([theirs, ours]) =>
    known.includes(ours)
      ? []
      : {
          file: school.file,
          line: school.lineOf(["rosterColumns", theirs]),
          what: `A roster has no column ${ours}.`,
          mend: suggest(ours, known),
        },
  );
};
