import { Buffer } from "node:buffer";
import { fileKind } from "../workbook/file-kind.ts";
import type { ColumnNames } from "../workbook/workbook-rows.ts";
import { eachRow, type Row } from "./rows.ts";

const isBlank = ({ cells }: Row): boolean => cells.every((cell) => cell.trim() === "");

const textRows = (bytes: Buffer, isEnough: (row: Row) => boolean = () => false): Row[] => {
  const rows: Row[] = [];
  eachRow(bytes, (row) => rows.push(row) > 0 && !isEnough(row));
  return rows;
};

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

// Before the rows are read: behind a mark the first value's quotation marks would be part of it.
const bytesOf = (input: Uint8Array): Buffer => {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  return bytes.subarray(0, 3).equals(UTF8_BOM) ? bytes.subarray(3) : bytes;
};

/** True of a column that a report adds to the rows that come back: it is passed over when they are sent in again. */
export const isOfReport = (column: string): boolean => ["", "reason", "line"].includes(column.trim().toLowerCase());

/** Why a row's values are not those of a header's columns; empty ones too many, or some too few, do no harm. */
export const widthFault = (width: number, cells: readonly string[]): string | undefined =>
  cells.slice(width).every((cell) => cell.trim() === "")
    ? undefined
    : `has ${cells.length} values where the first line names ${width} columns; ` +
      "a value with a comma needs quotation marks";

/**
 * The rows of a table, CSV or workbook, that are not blank; the first one is its header.
 * @param wanted what the file should be; it tells a header, and the names of columns of ids, which keep their zeros
 */
export const tableRows = async (
  input: Uint8Array,
  name: string,
  wanted: ColumnNames,
): Promise<{ header: string[]; rows: Row[] } | { fault: string }> => {
  const read = await allRows(bytesOf(input), name, wanted);
  if ("fault" in read) return read;
  const [first, ...rows] = read.filter((row) => !isBlank(row));
  return first === undefined ? { fault: "The file is empty." } : { header: first.cells, rows };
};

const allRows = async (
  bytes: Buffer,
  name: string,
  wanted: ColumnNames,
): Promise<readonly Row[] | { fault: string }> => {
  const kind = fileKind(bytes, wanted.called, name);
  if (kind === "text") return textRows(bytes);
  if (kind !== "workbook") return kind;
  const { workbookRows } = await import("../workbook/workbook-rows.ts");
  const read = await workbookRows(bytes, wanted);
  return "fault" in read ? read : read.rows;
};

/** The header of such a table, for which no more of a text is read; undefined where it has none. */
export const tableHeader = async (
  ...[input, name, wanted]: Parameters<typeof tableRows>
): Promise<string[] | undefined> => {
  const bytes = bytesOf(input);
  if (fileKind(bytes, wanted.called, name) === "text") {
    return textRows(bytes, (row) => !isBlank(row)).find((row) => !isBlank(row))?.cells;
  }
  const read = await tableRows(input, name, wanted);
  return "header" in read ? read.header : undefined;
};
