import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { csvOfLines, unguarded } from "#files/csv/csv.ts";
import { rejectedCsv } from "#files/roster/warnings.ts";
import { readCase } from "./read-case.ts";

const cellsOf = (csv: string): string[][] => parse(csv, { relax_column_count: true });

test("rejected rows come back without a formula, and read back as they were", async () => {
  const { rejected, ...parsed } = await readCase("17-formula");
  const csv = rejectedCsv({ ...parsed, rejected: [] }, rejected);
  for (const row of cellsOf(csv)) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@]/);
  expect(cellsOf(csv)[1]?.map(unguarded)[2]).toMatch(/^=HYPERLINK\("/);
});

test("any cells come back as they were, and none begins as a formula does", () => {
  const start = fc.constantFrom("=", "+", "-", "@", "\t", "'", "''", "\uff1d", "");
  const cell = fc.tuple(start, fc.string({ unit: "grapheme", maxLength: 6 })).map((parts) => parts.join(""));
  const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => ["x", ...cells]);
  fc.assert(
    fc.property(line, (cells) => {
      const [read = []] = cellsOf(csvOfLines([cells]));
      expect(read.map(unguarded)).toEqual(cells);
      for (const given of read) expect(given).not.toMatch(/^[=+\-@\t\r\uff1d]/);
    }),
  );
});
