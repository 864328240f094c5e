import { html } from "hono/html";
import * as z from "zod/mini";
import type { Html } from "../../kit/html.ts";
import { heldPage, importPage, STAFF_PAGES } from "../routes.ts";

const count = () => z._default(z.int(), 0);

/** The summary that the import leaves beside a roster, as far as it is shown. */
const ToldSummary = z.object({
  import: z._default(z.string(), ""),
  verdict: z._default(z.string(), "counted"),
  why: z._default(z.array(z.string()), []),
  students: count(),
  added: count(),
  changed: count(),
  unchanged: count(),
  absent: count(),
  held: count(),
  warnings: count(),
  unknownColumns: z._default(z.array(z.string()), []),
});
type ToldSummary = z.infer<typeof ToldSummary>;

/** What an import left beside its roster, as text. */
export interface RosterReports {
  summary: string;
  rejectedCsv: string;
  warningsCsv: string;
}

/** What an import said, as it lies beside the roster in the bucket: what became of it, and where to decide of it. */
export const rosterPage = ({ summary, rejectedCsv, warningsCsv }: RosterReports): Html => {
  const rejected = Math.max(0, rejectedCsv.trimEnd().split("\n").length - 1);
  const said = z.parse(ToldSummary, JSON.parse(summary));
  const { title, lead, link } = outcomeOf(said);
  return html`<p class="back"><a href="${STAFF_PAGES.overview.path}">Overview</a></p>
    <h1>${title}</h1>
    ${lead === "" ? "" : html`<p class="lead">${lead}</p>`}
    <section class="panel"><h2>${said.why.length > 0 ? "Why" : "Summary"}</h2>
      ${said.why.length > 0 ? html`<ul>${said.why.map((why) => html`<li>${why}</li>`)}</ul>` : ""}
      ${said.verdict === "refused" ? "" : facts(said, rejected)}
      <p class="controls"><a class="button" href="${placeOf(said)}">${link}</a></p>
    </section>
    ${rejected > 0 ? rejectedRows(rejected, rejectedCsv) : ""}
    ${said.warnings > 0 ? warnedRows(said, warningsCsv) : ""}`;
};

interface WhatBecame {
  title: string;
  lead: string;
  link: string;
}

const OTHERWISE: Record<string, WhatBecame> = {
  waits: {
    title: "The roster waits for a yes",
    lead: "Nothing of it counts until somebody looks at what it would change, and says yes.",
    link: "Look at it, and decide",
  },
  refused: {
    title: "The roster was refused",
    lead: "Nothing of it went in. Mend the file and upload it again.",
    link: "Look at it among the rosters",
  },
  superseded: {
    title: "The roster came too late to count",
    lead: "Nothing of it went in, since one that was uploaded later counts.",
    link: "Look at it among the rosters",
  },
};

const outcomeOf = ({ verdict, students }: ToldSummary): WhatBecame =>
  OTHERWISE[verdict] ?? {
    title: students === 0 ? "No student was taken in" : "The roster is imported",
    lead: "",
    link: "See each change, or take it back",
  };

const placeOf = ({ import: id }: ToldSummary): string => (id === "" ? STAFF_PAGES.imports.path : importPage(id));

const facts = (said: ToldSummary, rejected: number): Html => {
  const { verdict, added, changed, unchanged, absent, held, unknownColumns } = said;
  const would = verdict === "waits" ? "Would be " : "";
  const fact = (title: string, what: Html | string | number) => html`<div><dt>${title}</dt><dd>${what}</dd></div>`;
  return html`<dl class="facts">
    ${fact(would ? `${would}new` : "New", added)}
    ${fact(would ? `${would}changed` : "Changed", changed)}
    ${fact("As before", unchanged)}
    ${fact("Not in the file", absent > 0 && held === 0 ? `${absent}, left as they are` : absent)}
    ${held > 0 ? fact("Held", html`${held}: <a href="${heldPage}">no mail goes to them</a>`) : ""}
    ${fact("Rejected rows", rejected)}
    ${unknownColumns.length > 0 ? fact("Columns not used", unknownColumns.join(", ")) : ""}
  </dl>`;
};

/** The file in its own address: these pages keep no copy of a roster. */
const csvAddress = (csv: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`;

const rejectedRows = (rejected: number, csv: string): Html => html`<section class="panel">
    <h2>Rejected rows</h2>
    <p>${rejected === 1 ? "One row" : `${rejected} rows`} came back with line and reason.
      Correct and upload just these.</p>
    <p><a class="button" download="rejected.csv" href="${csvAddress(csv)}">Download as CSV</a></p>
    <pre>${csv}</pre>
  </section>`;

const warnedRows = ({ verdict, warnings }: ToldSummary, csv: string): Html => html`<section class="panel">
    <h2>Rows to look at</h2>
    <p>${warnings === 1 ? "One thing is" : `${warnings} things are`} to be looked at${
      verdict === "counted" ? ", though the rows went in" : ""
    }.</p>
    <pre>${csv}</pre>
  </section>`;
