import type { Track } from "#domain/calendar/program.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import { nearest } from "../did-you-mean.ts";
import { COLUMNS, phaseColumn } from "../roster-columns.ts";
import { CLAIMS, plainHeader, SIDE_COLUMNS } from "./columns.ts";

/** A first line that names columns: where each column of matchward stands, or why the file is no roster. */
export interface ReadHeader {
  places: Map<string, number>;
  /** Where to look for an id where its own cell is blank, by OneRoster's custom; -1 for nowhere. */
  spareId: number;
  /** Columns that could be the status too, and are not read as it; none where the school says which it is. */
  otherStatuses: number[];
  warnings: RosterWarning[];
  unknownColumns: string[];
  fault?: string;
}

/** `own` is the school's map: what the file calls a column, and what it is called here. */
export interface HeaderRules {
  tracks: readonly Pick<Track, "phases">[];
  own: Readonly<Record<string, string>>;
}

const ID = "student_id";
const STATUS = "status";
/** A row of data hardly holds so many names of columns. */
const FEWEST_NAMES = 3;

/** Reads the line that names the columns. `line` is where it stands. */
export const readHeader = (cells: readonly string[], line: number, { tracks, own }: HeaderRules): ReadHeader => {
  const names = cells.map(plainHeader);
  const placesOf = Map.groupBy(names.keys(), (nth) => names[nth]);
  const phases = phaseColumns(tracks);
  const header: ReadHeader = { places: new Map(), spareId: -1, otherStatuses: [], warnings: [], unknownColumns: [] };
  const warn = (column: string, message: string) => header.warnings.push({ line, column, message });
  const taken = claimOwn(header, names, own);
  const isTheirs = header.places.has(STATUS);
  for (const [column, groups] of claimsWith(phases)) {
    if (header.places.has(column)) continue;
    const free = (name: string) => placesOf.get(name)?.filter((nth) => !taken.has(nth)) ?? [];
    const [claiming = []] = groups.map((group) => group.flatMap(free)).filter((found) => found.length > 0);
    const [place] = claiming;
    if (place === undefined) continue;
    for (const nth of claiming) taken.add(nth);
    if (claiming.length === 1) header.places.set(column, place);
    else {
      const both = claiming.map((nth) => `"${shown(cells[nth])}"`).join(" and ");
      const mend = `name one of them ${column}, or say in school.yaml (rosterColumns) which it is`;
      const message = `${both} could each be ${column}; ${mend}`;
      if (column === ID) header.fault = `In the first line ${message}.`;
      else warn(column, `${message}; none of them is read`);
    }
  }
  header.spareId = names[header.places.get(ID) ?? -1] === "identifier" ? names.indexOf("sourcedid") : -1;
  if (!isTheirs) header.otherStatuses = names.flatMap((name, nth) => (mayBeStatus(name, nth, header) ? [nth] : []));
  header.unknownColumns = cells.filter((cell, nth) => !taken.has(nth) && shown(cell) !== "");
  if (!header.places.has(ID)) header.fault ??= headerFault(cells);
  for (const cell of header.unknownColumns) {
    const meant = nearestColumn(cell);
    if (meant !== undefined && !header.places.has(meant))
      warn(meant, `the column "${shown(cell)}" is not known and is not read; did you mean ${meant}?`);
  }
  return header;
};

const mayBeStatus = (name: string, nth: number, { places }: ReadHeader): boolean =>
  known.get(name) === STATUS && places.get(STATUS) !== nth;

// Other names than these are told by `check`.
const claimOwn = (header: ReadHeader, names: readonly string[], own: HeaderRules["own"]): Set<number> => {
  const taken = new Set<number>();
  for (const [theirs, ours] of Object.entries(own)) {
    const place = names.indexOf(plainHeader(theirs));
    if (place < 0 || header.places.has(ours)) continue;
    header.places.set(ours, place);
    taken.add(place);
  }
  return taken;
};

const claimsWith = (phases: ReadonlyMap<string, string>): [string, readonly (readonly string[])[]][] => [
  ...CLAIMS,
  ...[...phases].map(([column, phase]): [string, string[][]] => {
    const plain = plainHeader(phase);
    return [column, [["begins", "begin", "starts", "start", "startdate", "begindate"].map((word) => plain + word)]];
  }),
];

/** The columns of first days, each with its phase. */
export const phaseColumns = (tracks: HeaderRules["tracks"]): ReadonlyMap<string, string> =>
  new Map(tracks.flatMap(({ phases }) => phases.map(({ id }) => [phaseColumn(id), id] as const)));

/** Every name that a roster may give a column. */
const known = new Map(
  [...CLAIMS]
    .filter(([column]) => !SIDE_COLUMNS.some((side) => side === column))
    .flatMap(([column, groups]) => groups.flat().map((name) => [name, column] as const)),
);

/** What a row is that stands below the names of the columns and holds such names again. */
export const namesAgain = (
  cells: readonly string[],
  header: readonly string[],
  place: number,
  rules: HeaderRules,
): "same" | "other" | undefined => {
  const id = plainHeader(cells[place] ?? "");
  if (id !== plainHeader(header[place] ?? "") && !known.has(id)) return undefined;
  const named = cells.flatMap((cell, nth) => (cell.trim() === "" ? [] : [[plainHeader(cell), header[nth] ?? ""]]));
  if (named.every(([name = "", above = ""]) => name === plainHeader(above))) return "same";
  const { places, fault } = readHeader(cells, 0, rules);
  return fault === undefined && places.size >= FEWEST_NAMES ? "other" : undefined;
};

const nearestColumn = (cell: string): string | undefined => {
  const plain = plainHeader(cell);
  const meant = plain.length < 4 ? undefined : nearest(plain, COLUMNS.map(plainHeader));
  return meant === undefined ? undefined : known.get(meant);
};

const shown = (cell = ""): string => cell.replace(/[\p{Cf}\s]+/gu, " ").trim();

const headerFault = (cells: readonly string[]): string => {
  const sole = cells.length === 1 ? /[;\t|]/.exec(cells[0] ?? "") : null;
  if (sole) return "The columns are not separated by commas; save the file as comma-separated CSV.";
  const near = cells.find((cell) => nearestColumn(cell) === ID);
  const mend =
    near === undefined
      ? "Name the column with the school's own numbers student_id, or say in school.yaml (rosterColumns) which it is."
      : `Did you mean "${shown(near)}"?`;
  return `The first line must name the columns; missing: ${ID}. ${mend}`;
};
