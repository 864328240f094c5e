import { html } from "hono/html";
import type { ImportReport } from "#office/imports/import-file.ts";
import type { Html } from "../../kit/html.ts";

/** Signs from which a cell is a sentence. */
const LONG = 40;

/** What a report says of a row stands before the row itself, which may be wider than the screen. */
const FIRST = ["line", "reason"];

/** How a report is shown: its title for whoever hears the page, which columns (all, unless told), each cell's text. */
interface TableShown {
  title: string;
  rows: number;
  columns?: readonly string[];
  textOf?: (column: string, cell: string) => string;
}

const spoken = (column: string): string => column.replaceAll("_", " ");

/** The first rows of a report as a table. */
export const reportTable = ({ table }: ImportReport, { title, rows, columns, textOf }: TableShown): Html => {
  const wanted = columns ?? [...FIRST, ...table.columns.filter((column) => !FIRST.includes(column))];
  const places = wanted.map((column) => ({ column, at: table.columns.indexOf(column) })).filter(({ at }) => at >= 0);
  const cell = (column: string, written: string) => {
    const shown = textOf?.(column, written) ?? written;
    const look = column === "since" ? "moment" : shown.length > LONG ? "text" : "";
    return html`<td data-column="${spoken(column)}" class="${look}">${shown}</td>`;
  };
  return html`<div class="scroll rows report" tabindex="0" role="region" aria-label="${title}"><table>
    <thead><tr>${places.map(({ column }) => html`<th>${spoken(column)}</th>`)}</tr></thead>
    <tbody>${table.rows
      .slice(0, rows)
      .map((row) => html`<tr>${places.map(({ column, at }) => cell(column, row[at] ?? ""))}</tr>`)}</tbody>
  </table></div>`;
};
