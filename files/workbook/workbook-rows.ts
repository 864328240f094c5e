import { type Cell, type CellValue, formatValue, readXlsx, type Sheet } from "hucre";

/** A row of the first sheet that is shown, each cell as Excel shows it, and the number that Excel gives the row. */
export interface SheetRow {
  line: number;
  cells: string[];
}

export interface WorkbookRows {
  rows: SheetRow[];
  /** What is hidden, left out, or not worked out: for whoever made the workbook. */
  notes: { line: number; message: string }[];
}

/** More rows than this are refused: it is several rosters, or none. */
const MOST_ROWS = 20_000;

/** Reads the first sheet that is shown of an Excel workbook, once `fileKind` has looked at its bytes. */
export const workbookRows = async (bytes: Uint8Array): Promise<WorkbookRows | { fault: string }> => {
  const book = await readXlsx(bytes, {
    readStyles: true,
    maxRows: MOST_ROWS + 50,
    sheets: ({ hidden, veryHidden }) => hidden !== true && veryHidden !== true,
  }).catch(() => undefined);
  if (book === undefined) return { fault: "The workbook is damaged; open it in Excel, save it, and send it again." };
  const [sheet, ...others] = book.sheets;
  if (sheet === undefined) return { fault: "The workbook has no sheet that is shown." };
  if (sheet.rows.length > MOST_ROWS + 1)
    return { fault: `The sheet has more than ${MOST_ROWS} rows; a roster has one row a student.` };
  const shown: Shown = (value, format) => formatValue(value, format, { is1904: book.dateSystem === "1904" });
  const totals = totalsOf(sheet);
  const rows = sheet.rows.flatMap((values, at) =>
    totals.has(at)
      ? []
      : [{ line: at + 1, cells: values.map((value, column) => textOf(sheet, at, column, value, shown)) }],
  );
  return { rows, notes: [...notesOn(sheet, totals), ...otherSheets(sheet, others)] };
};

type Shown = (value: CellValue, format: string) => string;

const cellAt = ({ cells }: Sheet, row: number, column: number): Cell | undefined => cells?.get(`${row},${column}`);

// A number in a format of its own is what Excel shows of it: 410101 as 00000000 is 00410101. A date is its day.
const textOf = (sheet: Sheet, row: number, column: number, value: CellValue, shown: Shown): string => {
  const cell = cellAt(sheet, row, column);
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00.*$/, "");
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") {
    const format = cell?.style?.numFmt ?? "General";
    return /general/i.test(format) ? String(value) : shown(value, format).trim();
  }
  const text = value ?? "";
  const target = cell?.hyperlink?.target ?? "";
  const isAddress = /^mailto:/i.test(target) && !text.includes("@") && isMailColumn(sheet, column);
  return isAddress ? target.replace(/\?.*$/, "") : text;
};

const isMailColumn = ({ rows }: Sheet, column: number): boolean =>
  rows.slice(0, 10).some((row) => /mail/i.test(String(row[column] ?? "")));

// The last row of a table that shows totals. A range reads as A1:D10.
const totalsOf = ({ tables = [] }: Sheet): ReadonlySet<number> =>
  new Set(
    tables.flatMap(({ range = "", showTotalRow = false }) => {
      const last = /:\$?[A-Z]+\$?(\d+)$/i.exec(range)?.[1];
      return showTotalRow && last !== undefined ? [Number(last) - 1] : [];
    }),
  );

const listed = (lines: readonly number[]): string =>
  lines.slice(0, 5).join(", ") + (lines.length > 5 ? ` and ${lines.length - 5} more` : "");

const notesOn = (sheet: Sheet, totals: ReadonlySet<number>): WorkbookRows["notes"] => {
  const hidden = [...(sheet.rowDefs ?? [])].flatMap(([at, { hidden: isHidden }]) =>
    isHidden === true && at < sheet.rows.length ? [at + 1] : [],
  );
  const columns = (sheet.columns ?? []).flatMap(({ hidden: isHidden }, at) => (isHidden === true ? [at + 1] : []));
  const notes = [...totals].map((at) => ({ line: at + 1, message: "the table's row of totals is left out" }));
  if (hidden.length > 0)
    notes.push({ line: hidden[0] ?? 1, message: `rows are hidden or filtered out, and are read: ${listed(hidden)}` });
  if (columns.length > 0)
    notes.push({ line: 1, message: `columns are hidden, and are read: ${listed(columns)} from the left` });
  for (const [place, { formula, type, value, formulaResult }] of sheet.cells ?? []) {
    if ((formula ?? "") === "" && type !== "formula") continue;
    if (value !== null || (formulaResult ?? null) !== null) continue;
    const [row = 0, column = 0] = place.split(",").map(Number);
    const message = `the formula in column ${column + 1} has no value; open the workbook in Excel and save it`;
    notes.push({ line: row + 1, message });
  }
  return notes;
};

const otherSheets = ({ name }: Sheet, others: readonly Sheet[]): WorkbookRows["notes"] => {
  const filled = others.filter(({ rows }) => rows.length > 1).map((other) => `"${other.name}"`);
  if (filled.length === 0) return [];
  return [{ line: 1, message: `the first sheet, "${name}", is read; these are not: ${filled.join(", ")}` }];
};
