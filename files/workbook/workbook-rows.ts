import { type Cell, type CellValue, dateToSerial, formatValue, isDateFormat, readXlsx, type Sheet } from "hucre";

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
/** The line that names the columns is among these. */
const MOST_ABOVE = 11;

/** What a reader knows of its tables: what they are called, whether a row's cells name columns, and one that of ids. */
export interface ColumnNames {
  called: string;
  areNames(cells: readonly string[]): boolean;
  isId(cell: string): boolean;
}

/**
 * Reads the first sheet of an Excel workbook that is shown and names columns, else the first that is shown, once
 * `fileKind` has looked at its bytes.
 */
export const workbookRows = async (
  bytes: Uint8Array,
  names: ColumnNames,
): Promise<WorkbookRows | { fault: string }> => {
  const book = await readXlsx(bytes, {
    readStyles: true,
    maxRows: MOST_ROWS + 50,
    sheets: ({ hidden, veryHidden }) => hidden !== true && veryHidden !== true,
  }).catch(() => undefined);
  if (book === undefined) return { fault: "The workbook is damaged; open it in Excel, save it, and send it again." };
  const isRoster = ({ rows }: Sheet): boolean =>
    rows.slice(0, MOST_ABOVE).some((row) => names.areNames(row.map((value) => String(value ?? ""))));
  const sheet = book.sheets.find(isRoster) ?? book.sheets[0];
  const others = book.sheets.filter((other) => other !== sheet);
  if (sheet === undefined) return { fault: "The workbook has no sheet that is shown." };
  if (sheet.rows.length > MOST_ROWS + 1)
    return { fault: `The sheet has more than ${MOST_ROWS} rows; a ${names.called} has far fewer.` };
  const of: Shown = { sheet, idColumns: idColumnsOf(sheet, names), is1904: book.dateSystem === "1904", odd: [] };
  const totals = totalsOf(sheet);
  const texts = sheet.rows.map((values, at) => values.map((value, column) => textOf(of, at, column, value)));
  fillDown(sheet, texts);
  const rows = texts.flatMap((cells, at) => (totals.has(at) ? [] : [{ line: at + 1, cells }]));
  return { rows, notes: [...oddIds(of), ...notesOn(sheet, totals), ...otherSheets(sheet, others)] };
};

// What is merged over several rows stands beside each of them.
const fillDown = ({ merges = [] }: Sheet, texts: readonly string[][]): void => {
  for (const { startRow, endRow, startCol, endCol } of merges) {
    if (startCol !== endCol) continue;
    for (const cells of texts.slice(startRow + 1, endRow + 1)) {
      while (cells.length <= startCol) cells.push("");
      cells[startCol] = texts[startRow]?.[startCol] ?? "";
    }
  }
};

interface Shown {
  sheet: Sheet;
  idColumns: ReadonlySet<number>;
  is1904: boolean;
  /** Lines whose id is in a format that is none of ids. */
  odd: number[];
}

const shownIn = ({ is1904 }: Shown, value: number, format: string): string =>
  formatValue(value, format, { is1904 }).trim();

const cellAt = ({ cells }: Sheet, row: number, column: number): Cell | undefined => cells?.get(`${row},${column}`);

// A number in a format of its own is what Excel shows of it: 410101 as 00000000 is 00410101. A date is its day.
const textOf = (of: Shown, row: number, column: number, value: CellValue): string => {
  const { sheet, idColumns, is1904 } = of;
  const cell = cellAt(sheet, row, column);
  const number = value instanceof Date ? dateToSerial(value, is1904) : value;
  if (typeof number === "number" && idColumns.has(column)) return idOf(of, row, number, cell?.style?.numFmt);
  if (value instanceof Date) return shownDate(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") {
    const format = cell?.style?.numFmt ?? "General";
    return /general/i.test(format) ? String(value) : shownIn(of, value, format);
  }
  const text = (value ?? "").replace(AT_MIDNIGHT, "$1");
  const target = cell?.hyperlink?.target ?? "";
  const isAddress = /^mailto:/i.test(target) && !text.includes("@") && isMailColumn(sheet, column);
  return isAddress ? target.replace(/\?.*$/, "") : text;
};

const MINUTE = 60_000;
const NO_DAY = /^(1899-12-3[01]|1904-01-01) /;

/** What a date's cell means: a day, a day with its time, or a time alone, which a workbook dates to its first day. */
const shownDate = (value: Date): string =>
  new Date(Math.round(value.getTime() / MINUTE) * MINUTE)
    .toISOString()
    .slice(0, 16)
    .replace("T", " ")
    .replace(/ 00:00$/, "")
    .replace(NO_DAY, "");

const AT_MIDNIGHT = /^(\d{4}-\d\d-\d\d)T00:00:00(\.0+)?Z?$/;

/** A format that shows a number's digits, and perhaps letters and hyphens of the school's. */
const OF_DIGITS = /^[\w\- "()\\]+$/;
/** Excel keeps no more digits of a number. */
const KEPT_DIGITS = 15;

// An id in a format of money, percent, dates or powers of ten is the number itself: that is no spelling of an id.
const idOf = (of: Shown, row: number, number: number, format = "General"): string => {
  if (Math.abs(number) >= 10 ** KEPT_DIGITS) return number.toPrecision(KEPT_DIGITS);
  if (/general/i.test(format)) return String(number);
  const text = shownIn(of, number, format);
  if (OF_DIGITS.test(text) && /\d/.test(text) && !isDateFormat(format)) return text;
  of.odd.push(row + 1);
  return String(number);
};

const oddIds = ({ odd: [first, ...others] }: Shown): WorkbookRows["notes"] => {
  if (first === undefined) return [];
  const lines = listed([first, ...others]);
  const message = `ids shown as money, percent, dates or powers are read as plain numbers: ${lines}`;
  return [{ line: first, message }];
};

const idColumnsOf = ({ rows }: Sheet, { isId }: ColumnNames): ReadonlySet<number> =>
  new Set(
    rows.slice(0, MOST_ABOVE).flatMap((row) => row.flatMap((cell, nth) => (isId(String(cell ?? "")) ? [nth] : []))),
  );

const isMailColumn = ({ rows }: Sheet, column: number): boolean =>
  rows.slice(0, MOST_ABOVE).some((row) => /mail/i.test(String(row[column] ?? "")));

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
    if (totals.has(row)) continue;
    const message = `the formula in column ${column + 1} has no value; open the workbook in Excel and save it`;
    notes.push({ line: row + 1, message });
  }
  return notes;
};

const otherSheets = ({ name }: Sheet, others: readonly Sheet[]): WorkbookRows["notes"] => {
  const filled = others.filter(({ rows }) => rows.length > 1).map((other) => `"${other.name}"`);
  if (filled.length === 0) return [];
  return [{ line: 1, message: `the sheet "${name}" is read; these are not: ${filled.join(", ")}` }];
};
