import { parse } from "csv-parse/sync";
import { unguarded } from "./csv.ts";

/** A CSV cut into cells, each as it was before it was guarded. */
export interface CsvTable {
  columns: string[];
  rows: string[][];
}

/** Cuts a CSV that matchward wrote. */
export const tableOf = (csv: string): CsvTable => {
  const lines = parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true }).map((cells) =>
    cells.map(unguarded),
  );
  const [columns = [], ...rows] = lines;
  return { columns, rows };
};
