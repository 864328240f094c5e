import type { RosterRow, RosterWarning } from "#domain/people/roster-row.ts";
import type { ReadField } from "./fields.ts";

/** Gives the text of a column as it is, empty where there is none. */
export type TextIn = (column: string) => string;

/** A row as far as it has been read. */
export interface RowReading {
  row: RosterRow;
  warnings: RosterWarning[];
  textIn: TextIn;
}

/** A value as a warning quotes it. */
export const quoted = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

/** Nothing that can be seen. */
const NOTHING = /^\p{Cf}*$/u;

/** Reads a field; what cannot be read is left out, and told. Of a specialty, nothing is quoted: it is sensitive. */
export const take = <Value>(
  { row, warnings, textIn }: RowReading,
  column: string,
  read: (text: string, cell: string) => ReadField<Value>,
): Value | undefined => {
  const cell = textIn(column);
  if (cell === "") return undefined;
  const text = cell.trim();
  if (NOTHING.test(text)) return undefined;
  const found = read(text, cell);
  const told = "left" in found ? found.left : found.note;
  const message = column === "specialty" ? `${column} ${told}` : `${column} ${quoted(text)} ${told}`;
  if (told !== undefined) warnings.push({ line: row.line, column, message });
  if (!("left" in found)) return found.value;
  row.unread = { ...row.unread, [column]: message };
  return undefined;
};

/** `none` takes away what is stored, which a blank cell leaves. */
export const orNone =
  <Value>(read: (text: string) => ReadField<Value>) =>
  (text: string): ReadField<Value | null> =>
    text.toLowerCase() === "none" ? { value: null } : read(text);
