import { html } from "hono/html";
import * as z from "zod/mini";
import { type ImportReport, reportOf } from "#office/imports/import-file.ts";
import { mailsInWords } from "#office/imports/mails-in-words.ts";
import type { Html } from "../../kit/html.ts";
import { heldPage, importPage, STAFF_PAGES } from "../routes.ts";
import { rejectedPanel, reportPanel } from "./report-panel.ts";

const count = () => z._default(z.int(), 0);

const mails = { gained: count(), lost: count(), moved: count() };

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
  mails: z.optional(z.object({ ...mails, occurrences: z.array(z.object({ occurrence: z.string(), ...mails })) })),
});
type ToldSummary = z.infer<typeof ToldSummary>;

/** What an import left beside its roster, as text. */
export interface RosterReports {
  summary: string;
  rejectedCsv: string;
  warningsCsv: string;
  /** Of a file of sessions: what changed, as it was before and after. */
  changesCsv?: string;
}

/** What an import said, as it lies beside the roster in the bucket: what became of it, and where to decide of it. */
export const rosterPage = ({ summary, rejectedCsv, warningsCsv }: RosterReports): Html => {
  const rejectedRows = reportOf(rejectedCsv);
  const rejected = rejectedRows.table.rows.length;
  const said = z.parse(ToldSummary, JSON.parse(summary));
  const { title, lead, link } = outcomeOf(said);
  return html`<p class="back"><a href="${STAFF_PAGES.overview.path}">Today</a></p>
    <h1>${title}</h1>
    ${lead === "" ? "" : html`<p class="lead">${lead}</p>`}
    <section class="panel"><h2>${said.why.length > 0 ? "Why" : "Summary"}</h2>
      ${said.why.length > 0 ? html`<ul>${said.why.map((why) => html`<li>${why}</li>`)}</ul>` : ""}
      ${said.verdict === "refused" ? "" : facts(said, rejected)}
      <p class="controls"><a class="button" href="${placeOf(said)}">${link}</a></p>
    </section>
    ${rejected > 0 && said.verdict !== "refused" ? rejectedPanel(rejectedRows) : ""}
    ${said.warnings > 0 ? warnedPanel(said, reportOf(warningsCsv)) : ""}`;
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

const outcomeOf = ({ verdict, students, changed }: ToldSummary): WhatBecame =>
  OTHERWISE[verdict] ?? {
    title: students === 0 && changed === 0 ? "No student was taken in" : "The roster is imported",
    lead: "",
    link: "See each change, or take it back",
  };

const placeOf = ({ import: id }: ToldSummary): string => (id === "" ? STAFF_PAGES.imports.path : importPage(id));

const facts = (said: ToldSummary, rejected: number): Html => {
  const { verdict, added, changed, unchanged, absent, held, unknownColumns, mails } = said;
  const would = verdict === "waits" ? "Would be " : "";
  const areLeft = absent > 0 && verdict === "counted" && held === 0;
  const whyHeld = html`<a href="${heldPage}">Look at why, and decide</a>`;
  const fact = (title: string, what: Html | string | number) => html`<div><dt>${title}</dt><dd>${what}</dd></div>`;
  return html`<dl class="facts">
    ${fact(would ? `${would}new` : "New", added)}
    ${fact(would ? `${would}changed` : "Changed", changed)}
    ${fact("As before", unchanged)}
    ${mails ? fact("Mails of the coming year", mailsInWords(mails).sum) : ""}
    ${fact("Not in the file", areLeft ? `${absent}, left as they are` : absent)}
    ${held > 0 ? fact("Held", html`${held}: no mail goes to them. ${whyHeld}`) : ""}
    ${fact("Rejected rows", rejected)}
    ${unknownColumns.length > 0 ? fact("Columns not used", unknownColumns.join(", ")) : ""}
  </dl>`;
};

const warnedPanel = ({ warnings }: ToldSummary, report: ImportReport): Html => {
  const says = `${warnings === 1 ? "One thing is" : `${warnings} things are`} to be looked at.`;
  return reportPanel(report, { title: "What to look at", says });
};
