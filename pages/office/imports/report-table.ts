import { html } from "hono/html";
import type { ImportReport } from "#office/imports/import-file.ts";
import type { Html } from "../../kit/html.ts";

/** Signs from which a cell is a sentence. */
const LONG = 40;

/** How a report is shown: its title for whoever hears the page, which columns (all, unless told), each cell's text. */
interface TableShown {
  title: string;
  rows: number;
  columns?: readonly string[];
  textOf?: (column: string, cell: string) => string;
}

/** The first rows of a report as a table. */
export const reportTable = ({ table }: ImportReport, { title, rows, columns, textOf }: TableShown): Html => {
  const wanted = columns ?? table.columns;
  const places = wanted.map((column) => ({ column, at: table.columns.indexOf(column) })).filter(({ at }) => at >= 0);
  const cell = (column: string, written: string) => {
    const shown = textOf?.(column, written) ?? written;
    return html`<td class="${column === "since" ? "moment" : shown.length > LONG ? "text" : ""}">${shown}</td>`;
  };
  return html`<div class="scroll rows" tabindex="0" role="region" aria-label="${title}"><table>
    <thead><tr>${places.map(({ column }) => html`<th>${column.replaceAll("_", " ")}</th>`)}</tr></thead>
    <tbody>${table.rows
      .slice(0, rows)
      .map((row) => html`<tr>${places.map(({ column, at }) => cell(column, row[at] ?? ""))}</tr>`)}</tbody>
  </table></div>`;
};
