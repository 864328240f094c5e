import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import { COLUMNS, phaseColumn } from "../../roster-columns.ts";
import { plainWord } from "../../status-word.ts";
import type { WrittenProgram } from "../program-files.ts";
import { faultAt } from "../written.ts";

const checkColumns = ({ school, tracks }: WrittenProgram): Fault[] => {
  if (school === undefined) return [];
  const phases = tracks.flatMap(({ value }) => value.phases.map(({ id }) => phaseColumn(id)));
  const known = [...new Set([...COLUMNS, ...phases])];
  return Object.entries(school.value.rosterColumns ?? {}).flatMap(([theirs, ours]) =>
    known.includes(ours)
      ? []
      : [faultAt(school, ["rosterColumns", theirs], `A roster has no column ${ours}.`, suggest(ours, known))],
  );
};

// Nobody could say which of the two a roster means, and the import would hold each such student.
const checkStatusWords = ({ school }: WrittenProgram): Fault[] => {
  if (school === undefined) return [];
  const seen = new Map<string, string>();
  return Object.entries(school.value.statusWords ?? {}).flatMap(([word, status]) => {
    const first = seen.get(plainWord(word)) ?? status;
    seen.set(plainWord(word), first);
    if (first === status) return [];
    const what = `"${word}" reads like a word above that means ${first}, and is said to mean ${status}.`;
    return [faultAt(school, ["statusWords", word], what, "Keep one of the two: capitals and hyphens do not count.")];
  });
};

/** Checks the school's own words: its roster columns stand for columns that a roster has, each status word for one. */
export const checkRosterWords = (written: WrittenProgram): Fault[] => [
  ...checkColumns(written),
  ...checkStatusWords(written),
];
