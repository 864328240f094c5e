import { html } from "hono/html";
import * as z from "zod/mini";
import type { Html } from "../../kit/html.ts";
import { STAFF_PAGES } from "../routes.ts";

const count = () => z._default(z.int(), 0);

/** The summary that the import leaves beside a roster, as far as it is shown. */
const Summary = z.object({
  students: count(),
  added: count(),
  changed: count(),
  unchanged: count(),
  absent: count(),
  warnings: count(),
  unknownColumns: z._default(z.array(z.string()), []),
});

/** What an import left beside its roster, as text. */
export interface RosterReports {
  summary: string;
  rejectedCsv: string;
  warningsCsv: string;
}

/** What an import said, as it lies beside the roster in the bucket. */
export const rosterPage = ({ summary, rejectedCsv, warningsCsv }: RosterReports): Html => {
  const rejected = Math.max(0, rejectedCsv.trimEnd().split("\n").length - 1);
  const numbers = z.parse(Summary, JSON.parse(summary));
  return html`<p class="back"><a href="${STAFF_PAGES.overview.path}">Overview</a></p>
    <h1>${numbers.students === 0 ? "No student was taken in" : "The roster is imported"}</h1>
    <section class="panel"><h2>Summary</h2>${facts(numbers, rejected)}</section>
    ${rejected > 0 ? rejectedRows(rejected, rejectedCsv) : ""}
    ${numbers.warnings > 0 ? warnedRows(numbers.warnings, warningsCsv) : ""}`;
};

const facts = ({ added, changed, unchanged, absent, unknownColumns }: z.infer<typeof Summary>, rejected: number) =>
  html`<dl class="facts">
    <div><dt>New</dt><dd>${added}</dd></div>
    <div><dt>Changed</dt><dd>${changed}</dd></div>
    <div><dt>As before</dt><dd>${unchanged}</dd></div>
    <div><dt>Not in the file</dt><dd>${absent}${absent > 0 ? ", left as they are" : ""}</dd></div>
    <div><dt>Rejected rows</dt><dd>${rejected}</dd></div>
    ${unknownColumns.length > 0 ? html`<div><dt>Columns not used</dt><dd>${unknownColumns.join(", ")}</dd></div>` : ""}
  </dl>`;

/** The file in its own address: these pages keep no copy of a roster. */
const csvAddress = (csv: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`;

const rejectedRows = (rejected: number, csv: string): Html => html`<section class="panel">
    <h2>Rejected rows</h2>
    <p>${rejected === 1 ? "One row" : `${rejected} rows`} came back with line and reason.
      Correct and upload just these.</p>
    <p><a class="button" download="rejected.csv" href="${csvAddress(csv)}">Download as CSV</a></p>
    <pre>${csv}</pre>
  </section>`;

const warnedRows = (warned: number, csv: string): Html => html`<section class="panel">
    <h2>Rows to look at</h2>
    <p>${warned === 1 ? "One row" : `${warned} rows`} went in and may be wrong all the same.</p>
    <pre>${csv}</pre>
  </section>`;
