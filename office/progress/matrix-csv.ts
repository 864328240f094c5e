import { askedOf } from "#domain/parts/progress.ts";
import { csvOf } from "#files/csv/csv.ts";
import type { Matrix, MatrixCell, MatrixRow } from "./matrix.ts";

const COLUMNS = [
  ...["phase", "item", "cohort", "occurrence", "opens", "closes"],
  ...["asked", "done", "waived", "open", "in_part", "late", "told", "not_told"],
] as const;

/** The matrix as a CSV that staff may open: a line for each item and cohort that it concerns. */
export const matrixCsv = ({ phases }: Matrix): string =>
  csvOf(
    COLUMNS,
    phases.flatMap(({ title, rows }) =>
      rows.flatMap((row) => [...row.cells.values()].map((cell) => lineOf(title, row, cell))),
    ),
  );

const lineOf = (phase: string, { milestone }: MatrixRow, cell: MatrixCell): Record<string, string> => {
  const { cohort, occurrence, opens, closes = "", counts, isLate } = cell;
  const about = { phase, item: milestone.title, cohort, occurrence, opens, closes };
  if (counts === undefined) return about;
  const { asked, done, waived, open } = askedOf(counts);
  const numbers = { asked, done, waived, open, in_part: counts["in part"], late: isLate ? open : 0 };
  return { ...about, ...texts({ ...numbers, told: counts.told, not_told: counts.untold }) };
};

const texts = (numbers: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
