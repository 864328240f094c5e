import { yearlyDate } from "#domain/time/dates.ts";
import type { Fault } from "../../fault.ts";
import type { Folder, NationalText } from "../folder.ts";
import { parseFrame, parsePart } from "../parse-part.ts";
import { readYaml, type YamlFile } from "../yaml-file.ts";
import { type DatedEntry, NationalDateInFile, type NationalEntry, NationalFile } from "./national-file.ts";

/**
 * A date that others set for the whole country. `year`: the year of the Match. `at`: the wall clock in `zone`, e.g.
 * `2028-03-01T21:00`. Only `provisional` is a guess; a year that is not there is known to nobody.
 */
export type NationalDate = DatedEntry;

/** An entry of a file, with the line of each of its keys. `isOwn`: of the program's folder, not of the package. */
export interface WrittenEntry {
  value: NationalEntry;
  file: string;
  isOwn: boolean;
  lineOf(key: string): number;
}

export interface NationalDates {
  dates: readonly NationalDate[];
  /** What the files say, the package's entries too which the program's own replace. */
  entries: readonly WrittenEntry[];
  faults: Fault[];
}

interface EntriesRead {
  entries: WrittenEntry[];
  faults: Fault[];
}

const readEntry = (source: YamlFile, isOwn: boolean, place: number): EntriesRead => {
  const path = ["dates", place];
  const read = parsePart(NationalDateInFile, source, path);
  if (!read.ok) return { entries: [], faults: read.faults };
  const lineOf = (key: string): number => source.lineOf([...path, key]);
  return { entries: [{ value: read.value, file: source.file, isOwn, lineOf }], faults: [] };
};

const readText = ({ file, text, isOwn }: NationalText): EntriesRead => {
  const source = readYaml(file, text);
  if (Array.isArray(source)) return { entries: [], faults: source };
  const { keys, faults } = parseFrame(NationalFile, source, "dates");
  const reads = keys.map((key) => readEntry(source, isOwn, Number(key)));
  return {
    entries: reads.flatMap(({ entries }) => entries),
    faults: [...faults, ...reads.flatMap((read) => read.faults)],
  };
};

const packages = new Map<string, EntriesRead>();

// The package's texts are the same for every program that is read.
const readOnce = (national: NationalText): EntriesRead => {
  const { file, text, isOwn } = national;
  if (isOwn) return readText(national);
  const name = `${file}\n${text}`;
  const known = packages.get(name) ?? readText(national);
  packages.set(name, known);
  return known;
};

/** Years for which a rule is worked out: those of every student whom a program can know, and some more. */
const RULE_YEARS = Array.from({ length: 41 }, (_, nth) => 2020 + nth);

const worked = ({ value }: WrittenEntry): NationalDate[] => {
  if ("at" in value) return [value];
  const { on, time, ...said } = value;
  return RULE_YEARS.flatMap((year) => {
    const day = yearlyDate(on, year);
    return day === undefined ? [] : [{ ...said, year, at: `${day}T${time}`, rule: on }];
  });
};

/** The later one wins: a date of one year over a rule, and every entry of the program over those of the package. */
const weight = ({ value, isOwn }: WrittenEntry): number => (isOwn ? 2 : 0) + ("at" in value ? 1 : 0);

const keyOf = (value: NationalEntry): string => `${value.name}@${"at" in value ? value.year : "every year"}`;

const tellTwice = (entries: readonly WrittenEntry[]): Fault[] => {
  const first = new Map<string, WrittenEntry>();
  return entries.flatMap((entry) => {
    const key = `${entry.isOwn} ${keyOf(entry.value)}`;
    const before = first.get(key);
    first.set(key, before ?? entry);
    if (before === undefined) return [];
    const year = "at" in entry.value ? entry.value.year : "every year";
    const place = before.file === entry.file ? `on line ${before.lineOf("name")}` : `in ${before.file}`;
    const what = `${entry.value.name} of ${year} already stands ${place}.`;
    return [{ file: entry.file, line: entry.lineOf("name"), what, mend: "Remove one of the two." }];
  });
};

/**
 * The national dates that a program goes by, from the texts of `national/`: a program's own entry replaces the
 * package's of the same name and year. An entry with a fault is left out, and the others go on.
 */
export const readNationalDates = ({ national }: Pick<Folder, "national">): NationalDates => {
  const reads = national.map(readOnce);
  const entries = reads.flatMap((read) => read.entries);
  const known = new Map<string, NationalDate>();
  for (const entry of entries.toSorted((left, right) => weight(left) - weight(right)))
    for (const date of worked(entry)) known.set(`${date.name}@${date.year}`, date);
  return {
    dates: [...known.values()],
    entries,
    faults: [...reads.flatMap((read) => read.faults), ...tellTwice(entries)],
  };
};
