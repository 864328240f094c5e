import { readDate } from "../roster/years-and-dates.ts";
import type { Row } from "../table/rows.ts";
import { tableRows } from "../table/table-rows.ts";

/** A line that says that somebody did something on a day. `who`: a school's id or an address, as it stands there. */
export interface EvidenceRow {
  line: number;
  who: string;
  /** School date. */
  on: string;
}

export type ReadEvidence =
  | { rows: EvidenceRow[]; rejected: { line: number; reason: string }[] }
  /** Why nothing of the file can be used. */
  | { fault: string };

const WHO = ["student_id", "school_id", "id", "email", "email_address", "student_email", "e_mail"];
/** Of several dates the one that says that it was done; that of a registration or a login says less. */
const DONE = /assess|complet|taken|survey|finished/;

/** A result is never read: neither as a day, nor into a reason. */
const RESULT = /result|score|rank|answer|specialt/;
const LIKE_A_DAY = /^(\d{5}(\.\d+)?|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})$/;

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");

interface Header {
  /** Places of the columns that say who. */
  who: readonly number[];
  on: number;
}

const placesOfWho = (names: readonly string[]): number[] =>
  WHO.map((name) => names.indexOf(name)).filter((place) => place >= 0);

// A sheet may have the number of most, and of a guest who dropped in the address alone.
const whoIn = (cells: readonly string[], places: readonly number[]): string =>
  places.map((place) => cells[place]?.trim() ?? "").find((text) => text !== "") ?? "";

const NO_PERSON = "No column says who: begin the file with student_id,date or email,date.";

const readHeader = (cells: readonly string[]): Header | { fault: string } => {
  const names = cells.map(plain);
  const who = placesOfWho(names);
  if (who.length === 0) return { fault: NO_PERSON };
  const isDay = (name: string): boolean => !RESULT.test(name) && (/date|(^|_)on$/.test(name) || DONE.test(name));
  const dates = names.flatMap((name, place) => (isDay(name) ? [place] : []));
  const done = dates.filter((place) => DONE.test(names[place] ?? ""));
  const [on, second] = done.length > 0 ? done : dates;
  if (on === undefined) return { fault: "No column says when: name one date." };
  if (second === undefined) return { who, on };
  const said = [on, second].map((place) => cells[place]?.trim()).join(" and ");
  return { fault: `${said} both look like the day on which it was done: leave one of them out.` };
};

const WANTED = {
  called: "list of evidence",
  areNames: (cells: readonly string[]) => "who" in readHeader(cells),
  isId: (cell: string) => WHO.includes(plain(cell)),
};

/**
 * Reads a table, as CSV or as a workbook, of who did something and on which day; a header names the columns, and any
 * others are not looked at. A row without a person or a day that can be read is rejected, and the others go on.
 */
export const readEvidence = async (input: Uint8Array, name: string): Promise<ReadEvidence> => {
  const read = await tableRows(input, name, WANTED);
  if ("fault" in read) return read;
  const header = readHeader(read.header);
  if ("fault" in header) return header;
  const told: Extract<ReadEvidence, { rows: unknown }> = { rows: [], rejected: [] };
  for (const row of read.rows) {
    const one = rowOf(row, header);
    if (typeof one === "string") told.rejected.push({ line: row.line, reason: one });
    else told.rows.push(one);
  }
  return told;
};

const hasWho = (cells: readonly string[]): boolean => cells.some((cell) => WHO.includes(plain(cell)));

/** Who is named in a table, a line each; it needs no day. */
export const readAttendance = async (
  input: Uint8Array,
  name: string,
): Promise<
  { rows: { line: number; who: string }[]; rejected: { line: number; reason: string }[] } | { fault: string }
> => {
  const read = await tableRows(input, name, { ...WANTED, called: "list of who came", areNames: hasWho });
  if ("fault" in read) return read;
  const places = placesOfWho(read.header.map(plain));
  if (places.length === 0) return { fault: "No column says who: begin the file with student_id or email." };
  const lines = read.rows.map(({ line, cells, broken }) => ({ line, broken, who: whoIn(cells, places) }));
  return {
    rows: lines.filter(({ broken, who }) => broken === undefined && who !== "").map(({ line, who }) => ({ line, who })),
    rejected: lines
      .filter(({ broken, who }) => broken !== undefined || who === "")
      .map(({ line, broken }) => ({ line, reason: broken ?? "names nobody" })),
  };
};

const rowOf = ({ line, cells, broken }: Row, { who, on }: Header): EvidenceRow | string => {
  if (broken !== undefined) return broken;
  const [person, day] = [whoIn(cells, who), cells[on]?.trim() ?? ""];
  if (person === "") return "names nobody";
  const date = readDate(day);
  if ("value" in date) return { line, who: person, on: date.value };
  return LIKE_A_DAY.test(day) ? `the date "${day}" ${date.left}` : `the day ${date.left}`;
};
