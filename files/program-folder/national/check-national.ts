import { nearest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import type { NationalDates, WrittenEntry } from "./national-dates.ts";

const at = ({ file, lineOf }: WrittenEntry, key: string, what: string, mend: string): Fault => ({
  file,
  line: lineOf(key),
  what,
  mend,
});

const warnOfPast = (entry: WrittenEntry, today: string): Fault[] => {
  const { value } = entry;
  if (!("at" in value) || value.kind !== "provisional" || value.at >= today) return [];
  const what = `${value.name} of ${value.year} is past, and nobody has confirmed it.`;
  return [at(entry, "at", what, "Write the published day with source: and readOn:, or remove the entry.")];
};

const warnOfBetter = (entry: WrittenEntry, ofPackage: readonly WrittenEntry[]): Fault[] => {
  const { value } = entry;
  if (!("at" in value) || value.kind !== "provisional") return [];
  const better = ofPackage.find(
    ({ value: other }) =>
      "at" in other && other.name === value.name && other.year === value.year && other.kind === "published",
  );
  if (better === undefined) return [];
  const what = `${value.name} of ${value.year} is published: ${better.file} has it.`;
  return [at(entry, "kind", what, "Remove this entry, so that the published day counts.")];
};

const warnOfName = (entry: WrittenEntry, names: readonly string[]): Fault[] => {
  const { name } = entry.value;
  const meant = names.includes(name) ? undefined : nearest(name, names);
  if (meant === undefined) return [];
  return [at(entry, "name", `Nobody else calls a date ${name}.`, `Did you mean ${meant}?`)];
};

/** Warns of a program's own entries that are allowed, and that hardly anybody means. `today`, e.g. `2027-04-01`. */
export const warnOfNational = ({ entries }: NationalDates, today: string): Fault[] => {
  const ofPackage = entries.filter(({ isOwn }) => !isOwn);
  const names = [...new Set(ofPackage.map(({ value }) => value.name))];
  return entries
    .filter(({ isOwn }) => isOwn)
    .flatMap((entry) => [...warnOfPast(entry, today), ...warnOfBetter(entry, ofPackage), ...warnOfName(entry, names)]);
};
