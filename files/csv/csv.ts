import { stringify } from "csv-stringify/sync";

/** What a spreadsheet may run, ASCII and full width; behind apostrophes, since one of those is taken off again. */
const LIVE = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A cell that no spreadsheet runs: one that begins like a formula gets an apostrophe before it. */
const guarded = (cell: string): string => (LIVE.test(cell) ? `'${cell}` : cell);

/** A cell as it was before it was guarded. */
export const unguarded = (cell: string): string =>
  cell.charCodeAt(0) === 0x27 && LIVE.test(cell) ? cell.slice(1) : cell;

/** Lines of cells as a CSV that staff may open: no spreadsheet runs a cell; `unguarded` gives each back as it was. */
export const csvOfLines = (lines: readonly (readonly string[])[]): string =>
  stringify(lines.map((cells) => cells.map(guarded)));

/** Rows as a CSV with a header row, likewise. */
export const csvOf = (columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string =>
  csvOfLines([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]);
