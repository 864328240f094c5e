import { html } from "hono/html";
import type { ImportReport } from "#office/imports/import-file.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { reportTable } from "./report-table.ts";

/** Rows that a page shows; the CSV has more. */
const SHOWN = 50;

/** The file in its own address: these pages keep no copy of what was uploaded. */
const csvAddress = (csv: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`;

/** How a report is headed. `file`: under which name it is downloaded; left out where it is not. */
interface Headed {
  title: string;
  says: string;
  file?: string;
}

/** What an import said of rows: a sentence, the rows, and the way to download them. */
export const reportPanel = (report: ImportReport, { title, says, file }: Headed): Html => {
  const download = html`<p class="controls"><a class="button" download="${file}" href="${csvAddress(report.csv)}"
    aria-label="Download as CSV: ${title}">Download as CSV</a></p>`;
  return html`<section class="panel"><h2>${title}</h2><p>${says}</p>
    ${file === undefined ? "" : download}
    ${reportTable(report, { title, rows: SHOWN })}
  </section>`;
};

/** The rows of an import that did not go in, to be mended and uploaded again. */
export const rejectedPanel = (report: ImportReport): Html => {
  const { length } = report.table.rows;
  const many = length === 1 ? "One row" : `${counted(length)} rows`;
  const says = `${many} came back with line and reason. Correct and upload just these.`;
  return reportPanel(report, { title: "Rejected rows", says, file: "rejected.csv" });
};
