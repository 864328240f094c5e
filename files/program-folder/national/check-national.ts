import { nearest, suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import type { NationalDate, NationalDates, WrittenEntry } from "./national-dates.ts";

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

const warnOfName = (entry: WrittenEntry, names: readonly string[], awaited: readonly string[]): Fault[] => {
  const { name } = entry.value;
  if (names.includes(name)) return [];
  const meant = nearest(name, names);
  if (meant !== undefined) return [at(entry, "name", `Nobody else calls a date ${name}.`, `Did you mean ${meant}?`)];
  if (awaited.includes(name)) return [];
  return [
    at(
      entry,
      "name",
      `No milestone hangs on a date ${name}.`,
      suggest(name, [...names, ...awaited], "national/ of the program"),
    ),
  ];
};

const WEEK_ENDS = ["nrmp.match-week", "nrmp.match-day"];
const OF_MATCH_WEEK = /^nrmp\.(match-status|unmatched-report|results|soap-.+)$/;

const dayIn = ({ at: when }: { at: string }): string => when.split("T")[0] ?? when;

/** Dates of a Match Week that lie on none of its days, told where the program says them or moves the week. */
const warnOfWeek = (entry: WrittenEntry, dates: readonly NationalDate[]): Fault[] => {
  const { value } = entry;
  if (!("at" in value)) return [];
  const ofYear = dates.filter(({ year }) => year === value.year);
  const [from, to] = WEEK_ENDS.map((name) => ofYear.find((date) => date.name === name)).map(
    (date) => date && dayIn(date),
  );
  if (from === undefined || to === undefined) return [];
  return ofYear
    .filter(({ name }) => OF_MATCH_WEEK.test(name) && (name === value.name || WEEK_ENDS.includes(value.name)))
    .filter((date) => dayIn(date) < from || dayIn(date) > to)
    .map((date) => {
      const what = `${date.name} of ${date.year} is on ${dayIn(date)}, outside Match Week (${from} to ${to}).`;
      return at(entry, "at", what, "Look at the day, and at those of nrmp.match-week and nrmp.match-day.");
    });
};

/** Warns of a program's own entries that are allowed, and that hardly anybody means. `today`, e.g. `2027-04-01`. */
export const warnOfNational = (
  { entries, dates }: NationalDates,
  awaited: readonly string[],
  today: string,
): Fault[] => {
  const ofPackage = entries.filter(({ isOwn }) => !isOwn);
  const names = [...new Set(ofPackage.map(({ value }) => value.name))];
  const warn = (entry: WrittenEntry): Fault[] => [
    ...warnOfPast(entry, today),
    ...warnOfBetter(entry, ofPackage),
    ...warnOfName(entry, names, awaited),
    ...warnOfWeek(entry, dates),
  ];
  return entries.filter(({ isOwn }) => isOwn).flatMap(warn);
};
