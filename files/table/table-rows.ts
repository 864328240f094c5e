import { Buffer } from "node:buffer";
import { fileKind } from "../workbook/file-kind.ts";
import { eachRow, type Row } from "./rows.ts";

const textRows = (bytes: Buffer): Row[] => {
  const rows: Row[] = [];
  eachRow(bytes, (row) => rows.push(row) > 0);
  return rows;
};

const plain = (cells: readonly string[]): string[] => cells.map((cell) => cell.replace(/^\uFEFF/, ""));

/**
 * The rows of a table, CSV or workbook, that are not blank; the first one is its header.
 * @param wanted tells a header, and the names of columns of ids, which keep their zeros
 */
export const tableRows = async (
  input: Uint8Array,
  name: string,
  wanted: { areNames: (cells: readonly string[]) => boolean; isId: (cell: string) => boolean },
): Promise<{ header: string[]; rows: Row[] } | { fault: string }> => {
  const read = await allRows(Buffer.from(input), name, wanted);
  if ("fault" in read) return read;
  const [first, ...rows] = read.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  return first === undefined ? { fault: "The file is empty." } : { header: plain(first.cells), rows };
};

const allRows = async (
  bytes: Buffer,
  name: string,
  wanted: Parameters<typeof tableRows>[2],
): Promise<readonly Row[] | { fault: string }> => {
  const kind = fileKind(bytes, name);
  if (kind === "text") return textRows(bytes);
  if (kind !== "workbook") return kind;
  const { workbookRows } = await import("../workbook/workbook-rows.ts");
  const read = await workbookRows(bytes, wanted);
  return "fault" in read ? read : read.rows;
};
