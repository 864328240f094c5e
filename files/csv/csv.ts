import { stringify } from "csv-stringify/sync";

/** Rows as a CSV with a header row, in which no spreadsheet sees a formula. */
export const csvOf = (columns: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string =>
  stringify([[...columns], ...rows.map((row) => columns.map((column) => row[column] ?? ""))], {
    escape_formulas: true,
  });
