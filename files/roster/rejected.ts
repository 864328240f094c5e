import { csvOfLines } from "../csv/csv.ts";
import type { ParsedRoster } from "./parsed-roster.ts";

/**
 * The rejected rows as a CSV of their own: the file's columns as they were, then `reason` and `line`. Mended, it can be
 * sent in again as it is. A file that was refused as a whole is one row.
 * @param later rows that could be read and did not go in all the same
 */
export const rejectedCsv = (
  { header, rejected, refused, cells }: Pick<ParsedRoster, "header" | "rejected" | "refused" | "cells">,
  later: readonly { line: number; reason: string }[] = [],
): string => {
  const whole = refused === undefined ? [] : [{ line: 1, reason: refused, row: header }];
  const read = later.map(({ line, reason }) => ({ line, reason, row: cells.get(line) ?? [] }));
  const rows = [...whole, ...rejected, ...read].toSorted((one, other) => one.line - other.line);
  const cut = (row: readonly string[]) => header.map((_, index) => row[index] ?? "");
  return csvOfLines([
    [...header, "reason", "line"],
    ...rows.map(({ line, reason, row }) => [...cut(row), reason, String(line)]),
  ]);
};
