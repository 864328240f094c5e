import { html } from "hono/html";
import * as z from "zod/mini";
import { type ImportFile, reportOf } from "#office/imports/import-file.ts";
import type { ListReport } from "#office/imports/list-report.ts";
import type { Html } from "../../kit/html.ts";
import { attendanceReport, sessionsReport } from "../calendar/upload-reports.ts";
import { STAFF_PAGES } from "../routes.ts";
import { rejectedPanel, reportPanel } from "./report-panel.ts";

const Summary = z.record(z.string(), z.unknown());
const Why = z.optional(z.array(z.string()));

const back = html`<p class="back"><a href="${STAFF_PAGES.imports.path}">Rosters</a></p>`;

const sessionIn = (key: string): string => /^attendance\/([^/]+)\//.exec(key)?.[1] ?? "";

/** What came of a file that is no roster: of sessions, of who came, of who did something, or of people with roles. */
export const listPage = (report: ListReport, key: string): Html => {
  const own = sessionIn(key) === "" ? sessionsReport(report) : attendanceReport(report, sessionIn(key));
  return own ?? html`${back}${anyList(report)}`;
};

const isCount = (entry: [string, unknown]): entry is [string, number] => typeof entry[1] === "number";

const anyList = ({ summary, rejectedCsv, warningsCsv }: ListReport): Html => {
  const said = Summary.parse(JSON.parse(summary));
  const why = Why.parse(said.why) ?? [];
  const counts = Object.entries(said).filter(isCount);
  const [rejected, warnings] = [reportOf(rejectedCsv), reportOf(warningsCsv)];
  return html`<h1>${said.verdict === "refused" ? "It was refused" : "It was taken in"}</h1>
    <section class="panel"><h2>Summary</h2>
      <dl class="facts">${counts.map(([what, count]) => html`<div><dt>${what}</dt><dd>${count}</dd></div>`)}</dl>
      ${why.length === 0 ? "" : html`<ul>${why.map((one) => html`<li>${one}</li>`)}</ul>`}
    </section>
    ${rejected.table.rows.length === 0 ? "" : rejectedPanel(rejected)}
    ${hasRows(warnings) ? reportPanel(warnings, { title: "What to look at", says: "These count all the same." }) : ""}`;
};

const hasRows = ({ table }: NonNullable<ImportFile["reports"]["warnings"]>): boolean => table.rows.length > 0;
